/* Weights that always sum to 100: the others follow in proportion, in tenths; the plan follows the hand. */
(function () {
  "use strict";
  var TOTAL_TENTHS = 1000;
  var moving = ""; // the weight that is moved
  var within = null; // the table it is moved in: its weights sum to 100 together
  var starts = []; // all weights when it was first moved: the others keep these proportions

  function boxes(table) {
    return Array.prototype.slice.call(table.querySelectorAll("input[type='number'][data-weight]"));
  }

  function slider(table, number) {
    return table.querySelector("input[type='range'][data-weight='" + number + "']");
  }

  /* What was wrong with the weights as they came is so no longer. */
  function rectify(table) {
    Array.prototype.forEach.call(table.querySelectorAll(".fault"), function (fault) { fault.remove(); });
    boxes(table).forEach(function (box) {
      box.removeAttribute("aria-invalid");
      box.removeAttribute("aria-describedby");
    });
  }

  /* Returns whether the weight stands as it was given: one of hundredths is rounded when it is left. */
  function follow(moved) {
    var table = moved.closest("table");
    var all = boxes(table);
    if (moving !== moved.dataset.weight || within !== table) {
      moving = moved.dataset.weight;
      within = table;
      starts = all.map(function (box) { return Number(box.value) || 0; });
    }
    var most = TOTAL_TENTHS - (all.length - 1);
    var tenths = Math.min(Math.max(Math.round(Number(moved.value) * 10) || 1, 1), most);
    var rest = 0;
    all.forEach(function (box, place) { if (box.dataset.weight !== moved.dataset.weight) { rest += starts[place]; } });
    // Each of the others has one tenth at least; what is left over goes by the largest remainders.
    var spare = TOTAL_TENTHS - tenths - (all.length - 1);
    var shares = all.map(function (box, place) {
      if (box.dataset.weight === moved.dataset.weight) { return { whole: tenths, remainder: -1 }; }
      var exact = rest > 0 ? spare * starts[place] / rest : spare / (all.length - 1);
      return { whole: 1 + Math.floor(exact), remainder: exact - Math.floor(exact) };
    });
    var missing = TOTAL_TENTHS - shares.reduce(function (sum, share) { return sum + share.whole; }, 0);
    shares.slice().sort(function (one, other) { return other.remainder - one.remainder; })
      .slice(0, Math.max(0, missing)).forEach(function (share) { share.whole += 1; });
    all.forEach(function (box, place) {
      var shown = String(shares[place].whole / 10);
      if (box !== moved) { box.value = shown; }
      var own = slider(table, box.dataset.weight);
      if (own !== moved) { own.value = shown; }
    });
    table.querySelector("output").textContent = "100";
    rectify(table);
    return moved.type === "range" || Number(moved.value) === tenths / 10;
  }

  document.addEventListener("input", function (event) {
    var form = event.target.form;
    if (!form || form.id !== "weights" || !event.target.dataset.weight || event.target.value === "") { return; }
    if (follow(event.target)) { form.dispatchEvent(new Event("sliding")); }
  });

  document.addEventListener("change", function (event) {
    var form = event.target.form;
    if (form && form.id === "weights" && event.target.dataset.weight && event.target.value !== "") {
      follow(event.target);
      event.target.value = slider(event.target.closest("table"), event.target.dataset.weight).value;
    }
  }, true);

  document.addEventListener("htmx:configRequest", function (event) {
    var asking = event.detail.triggeringEvent;
    if (asking && asking.type === "sliding") { event.detail.headers["X-Sliding"] = "1"; }
  });
}());
