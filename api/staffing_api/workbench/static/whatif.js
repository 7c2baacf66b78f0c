/* The slider of the add or cut question: asks while the hand is on it, and once more when it lets go. */
(function () {
  "use strict";
  var sliding = false;

  document.addEventListener("input", function (event) {
    var slider = event.target;
    if (!slider.dataset || !slider.dataset.box) { return; }
    document.getElementById(slider.dataset.box).value = slider.value;
    sliding = true;
    slider.form.dispatchEvent(new Event("sliding"));
  });

  document.addEventListener("change", function (event) {
    var slider = document.getElementById("slider");
    sliding = false;
    if (slider && event.target.id === "delta") { slider.value = event.target.value; }
  }, true);

  document.addEventListener("htmx:configRequest", function (event) {
    if (sliding) { event.detail.headers["X-Sliding"] = "1"; }
  });
}());
