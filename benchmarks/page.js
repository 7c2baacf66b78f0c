// In the page of the what-if: one move of the slider, and one drawing of the same rows from a file. Both end in the
// second frame after the rows stand in the document: by then they have been laid out and painted.
(function () {
  "use strict";

  function painted() {
    return new Promise(function (resolve) {
      requestAnimationFrame(function () { requestAnimationFrame(function () { resolve(performance.now()); }); });
    });
  }

  function changed(table) {
    return new Promise(function (resolve) {
      var observer = new MutationObserver(function () { observer.disconnect(); resolve(); });
      observer.observe(table, { childList: true, subtree: true });
    });
  }

  window.slide = async function (delta) {
    var slider = document.getElementById("slider");
    var table = document.getElementById("all");
    var rows = changed(table);
    var begun = performance.now();
    slider.value = delta;
    slider.dispatchEvent(new Event("input", { bubbles: true }));
    await rows;
    return { ms: await painted() - begun, rows: table.tBodies[0].rows.length };
  };

  window.fetchFile = async function (address) {
    var table = document.getElementById("all");
    var rows = changed(table);
    var begun = performance.now();
    var answer = await fetch(address, { cache: "no-store" });
    table.tBodies[0].innerHTML = await answer.text();
    await rows;
    return { ms: await painted() - begun, rows: table.tBodies[0].rows.length };
  };
}());
