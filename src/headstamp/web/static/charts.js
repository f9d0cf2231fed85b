// Draws each chart of the page from the data beside it. Without this script the tables stand open and say the same.
(function () {
  "use strict";
  var setting = JSON.parse(document.getElementById("chart-setting").textContent);
  var root = document.documentElement;

  function draw(place) {
    var spec = JSON.parse(document.getElementById(place.dataset.chart).textContent);
    var theme = root.dataset.bsTheme === "dark" ? "dark" : "light";
    return window.vegaEmbed(place, spec, {
      actions: false,
      ast: true, // the content policy allows no eval
      config: setting.themes[theme],
      defaultStyle: false,
      formatLocale: setting.locale,
      logLevel: window.vega.Error,
      renderer: "canvas", // the SVG renderer writes style attributes, which the content policy refuses
      tooltip: { disableDefaultStyle: true },
    });
  }

  function drawAll() {
    document.querySelectorAll("[data-chart]").forEach(function (place) {
      draw(place).then(function () {
        var table = place.parentElement.querySelector("details.hs-chart-table");
        if (table && !place.dataset.drawn) table.open = false;
        place.dataset.drawn = "yes";
      }, function (error) {
        place.dataset.drawn = "no"; // the table stays open
        window.console.error(error);
      });
    });
  }

  drawAll();
  new MutationObserver(drawAll).observe(root, { attributes: true, attributeFilter: ["data-bs-theme"] });
})();
