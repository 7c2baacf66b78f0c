/* Dropping a file: it goes into the field, and the form is sent. */
(function () {
  "use strict";

  function send(form, files) {
    var fault = document.getElementById("drop-fault");
    if (files[0].size > Number(form.dataset.most)) {
      fault.textContent = form.dataset.tooLarge;
      return;
    }
    form.file.files = files;
    form.submit();
  }

  document.addEventListener("DOMContentLoaded", function () {
    var form = document.getElementById("drop");
    if (!form) { return; }
    ["dragenter", "dragover"].forEach(function (name) {
      document.addEventListener(name, function (event) {
        event.preventDefault();
        form.classList.add("over");
      });
    });
    document.addEventListener("dragleave", function (event) {
      if (!event.relatedTarget) { form.classList.remove("over"); }
    });
    document.addEventListener("drop", function (event) {
      event.preventDefault();
      form.classList.remove("over");
      if (event.dataTransfer.files.length) { send(form, event.dataTransfer.files); }
    });
    form.file.addEventListener("change", function () {
      if (form.file.files.length) { send(form, form.file.files); }
    });
  });
}());
