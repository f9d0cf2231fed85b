// Keys on the page where a pair is judged: a letter chooses and goes to the reason, n goes on. All works without them.
(function () {
  "use strict";
  var form = document.querySelector("[data-judging]");
  document.addEventListener("keydown", function (event) {
    if (form && event.key === "Enter" && (event.ctrlKey || event.metaKey) && form.contains(event.target)) {
      form.requestSubmit();
      return;
    }
    var typing = /^(TEXTAREA|SELECT)$/.test(event.target.tagName) ||
      (event.target.tagName === "INPUT" && event.target.type !== "radio");
    if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
    var next = document.querySelector('[data-hotgo="' + CSS.escape(event.key) + '"]');
    if (next) { next.click(); return; }
    var key = form && form.querySelector('[data-key="' + CSS.escape(event.key) + '"]');
    if (!key) return;
    event.preventDefault();
    key.closest("label").querySelector("input").checked = true;
    form.elements.reason.focus();
  });
})();
