/* The add or cut question: slider and box are twins; asked while the hand is on them, and once more when it lets go. */
(function () {
  "use strict";

  document.addEventListener("input", function (event) {
    var twin = document.getElementById(event.target.dataset.twin || "");
    if (!twin || event.target.value === "") { return; }
    twin.value = event.target.value;
    twin.form.dispatchEvent(new Event("sliding"));
  });

  document.addEventListener("change", function (event) {
    var twin = document.getElementById(event.target.dataset.twin || "");
    if (twin && event.target.value === "" && event.target.checkValidity()) { event.target.value = twin.value = "0"; }
    var chosen = document.getElementById(event.target.dataset.chooses || "");
    if (chosen) { chosen.checked = true; }
  }, true);

  document.addEventListener("htmx:configRequest", function (event) {
    var asking = event.detail.triggeringEvent;
    if (asking && asking.type === "sliding") { event.detail.headers["X-Sliding"] = "1"; }
  });

  // The rows of all stations bypass htmx, which sends events for each cell that it takes out and looks at each that
  // it puts in.
  document.addEventListener("htmx:beforeSwap", function (event) {
    var rows = document.getElementById("every");
    if (rows && event.detail.shouldSwap && event.target.id === "asked") { rows.textContent = ""; }
  });

  document.addEventListener("htmx:oobAfterSwap", function (event) {
    var coming = document.getElementById("coming");
    if (event.target.id === "coming") {
      document.getElementById("every").appendChild(coming.content);
    }
  });
}());
