// Small comforts of the shell. Every page works without this file.
(function () {
  "use strict";

  function closeDrops(except) {
    document.querySelectorAll("details.hs-drop[open]").forEach(function (drop) {
      if (drop !== except) drop.open = false;
    });
  }
  document.addEventListener("click", function (event) {
    closeDrops(event.target.closest("details.hs-drop"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      closeDrops(null);
      if (window.location.hash === "#menu") window.location.hash = "";
      return;
    }
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName) || event.target.isContentEditable;
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    document.querySelectorAll("[data-hotkey]").forEach(function (element) {
      if (element.dataset.hotkey === event.key) {
        event.preventDefault();
        element.focus();
      }
    });
  });
  document.addEventListener("click", function (event) {
    var printing = event.target.closest("[data-print]");
    if (printing) window.print();
    var copying = event.target.closest("[data-copy]");
    if (copying && navigator.clipboard) {
      var source = document.getElementById(copying.dataset.copy);
      navigator.clipboard.writeText(source.value || source.textContent.trim());
      copying.classList.add("is-done");
    }
  });
  document.querySelectorAll("[data-print], [data-copy]").forEach(function (button) { button.hidden = false; });
})();
