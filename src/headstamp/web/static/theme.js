// Runs before the page is painted, so that "auto" never flashes the wrong theme.
(function () {
  var root = document.documentElement;
  if (root.dataset.theme !== "auto") return;
  var dark = window.matchMedia("(prefers-color-scheme: dark)");
  function follow() { root.dataset.bsTheme = dark.matches ? "dark" : "light"; }
  follow();
  dark.addEventListener("change", follow);
})();
