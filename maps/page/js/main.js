// Starts the page: everything is in place, so show the marks and what the link asks for.
map.invalidateSize({ animate: false });
Stage.whole({ animate: false });
Marks.redraw();
Selection.card("overview", { from: "scroll", move: false });
Link.restore();
document.documentElement.dataset.ready = "true";
