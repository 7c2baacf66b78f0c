/* The first screen: a file is dropped anywhere on it; the weights of a table add up as they are typed. ES2017. */
(function () {
  "use strict";

  function dropped(event) {
    var files = event.dataTransfer ? event.dataTransfer.files : [];
    var field = document.getElementById("file");
    if (!field || !files.length) { return; }
    event.preventDefault();
    send(field, files);
  }

  function send(field, files) {
    var form = field.form;
    if (!files.length) { return; }
    if (files[0].size > Number(form.dataset.most)) {
      document.getElementById("drop-fault").textContent = form.dataset.tooLarge;
      return;
    }
    field.files = files;
    form.submit();
  }

  function mark(event) {
    var form = document.getElementById("drop");
    var holdsFiles = event.dataTransfer && Array.prototype.indexOf.call(event.dataTransfer.types, "Files") >= 0;
    if (!form || !holdsFiles) { return; }
    event.preventDefault();
    form.classList.toggle("over", event.type === "dragover");
  }

  function addUp() {
    var output = document.getElementById("weight-sum");
    if (!output) { return; }
    var sum = 0;
    Array.prototype.forEach.call(document.querySelectorAll("[data-weight]"), function (field) {
      var number = Number(field.value.replace("%", ""));
      sum += isNaN(number) ? 0 : number;
    });
    output.textContent = String(Math.round(sum * 1e6) / 1e6);
    output.classList.toggle("down", output.textContent !== "100");
  }

  document.addEventListener("DOMContentLoaded", function () {
    var focused = document.querySelector("[data-focus]");
    if (focused) { focused.focus(); }
    var form = document.getElementById("drop");
    if (form) { form.classList.add("live"); }  // it is sent when a file is chosen
    document.addEventListener("dragover", mark);
    document.addEventListener("dragleave", mark);
    document.addEventListener("drop", dropped);
    document.addEventListener("change", function (event) {
      if (event.target.id === "file") { send(event.target, event.target.files); }
    });
    document.addEventListener("input", function (event) {
      if (event.target.hasAttribute("data-weight")) { addUp(); }
    });
    addUp();
  });
}());
