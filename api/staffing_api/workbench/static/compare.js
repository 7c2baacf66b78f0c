/* The link to what is seen: the whole address, put on the clipboard. ES2017, Chromium 78. */
(function () {
  "use strict";
  document.addEventListener("click", function (event) {
    var button = event.target.closest("[data-copies]");
    if (!button) { return; }
    var field = document.getElementById(button.dataset.copies);
    field.value = new URL(field.value, window.location.href).href;
    field.focus();
    field.select();
    document.execCommand("copy");
  });
}());
