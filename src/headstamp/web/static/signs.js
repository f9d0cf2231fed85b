// Keys beside the box of a number: ? and * are put where the cursor is, [ ] around what is marked. Typing them does the same.
(function () {
  "use strict";
  var box = document.querySelector("[data-signs]");
  var keys = document.querySelector("[data-signkeys]");
  if (!box || !keys) return;
  keys.hidden = false;
  keys.addEventListener("click", function (event) {
    var key = event.target.closest("[data-insert]");
    if (!key) return;
    var parts = key.dataset.insert.split("|");
    var start = box.selectionStart, end = box.selectionEnd, marked = box.value.slice(start, end);
    var text = parts.length > 1 ? parts[0] + marked + parts[1] : parts[0];
    box.setRangeText(text, start, end, "end");
    if (parts.length > 1 && !marked) box.setSelectionRange(start + 1, start + 1);
    box.focus();
  });
})();
