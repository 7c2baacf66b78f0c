"""Titles of the problems that the HTTP interface answers with: (Chinese, English)."""

REQUESTS: dict[str, tuple[str, str]] = {
    "problem_403": ("拒绝外来请求", "Foreign request refused"),
    "problem_404": ("没有找到", "Not found"),
    "problem_405": ("不支持的请求方法", "Method not allowed"),
    "problem_413": ("内容过大", "Content too large"),
    "problem_415": ("不支持的内容类型", "Unsupported content type"),
    "problem_422": ("输入有误", "Bad input"),
    "problem_500": ("程序出错", "The program failed"),
    "problem_503": ("正忙", "Busy"),
}
