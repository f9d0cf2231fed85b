// The map: draws what the server sends for this reader. It decides nothing about who may see what, and every table,
// legend and number comes from the server. Without it the page says all the same in tables.
import { addImages, baseStyle, colours, drawnLayers, MARKS } from "./look.js";
import { timeline } from "./time.js";

const figure = document.querySelector("[data-map]");
const canvas = figure.querySelector("[data-canvas]");
const told = document.querySelector("[data-told]");
const setting = JSON.parse(document.getElementById("map-setting").textContent);
const EMPTY = { type: "FeatureCollection", features: [] };

let map, shapes, popup, underWay;
let asked = new URLSearchParams(setting.asked);
let drawn = EMPTY;

function canDraw() {
  try {
    return Boolean(document.createElement("canvas").getContext("webgl2"));
  } catch {
    return false;
  }
}

async function start() {
  if (!canDraw()) return;
  const [gl, answer] = await Promise.all([import(figure.dataset.library), fetch(figure.dataset.shapes)]);
  shapes = await answer.json();
  await document.fonts.load('500 16px "Inter Variable"', "Kosovo*Ђђ").catch(() => null);
  canvas.hidden = false;
  figure.querySelector("[data-cannot]").hidden = true;
  map = new gl.Map({
    container: canvas,
    style: baseStyle(shapes, setting.names, colours(canvas)),
    bounds: setting.bounds,
    fitBoundsOptions: { padding: 24 },
    minZoom: 1.5,
    maxZoom: 15,
    attributionControl: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    renderWorldCopies: false,
    cooperativeGestures: true,
    canvasContextAttributes: { preserveDrawingBuffer: true }, // or a printed page holds no picture
    locale: setting.words,
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new gl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new gl.ScaleControl({ maxWidth: 120 }), "bottom-left");
  popup = new gl.Popup({ maxWidth: "20rem", closeOnMove: false });
  map.on("style.load", putMarks);
  map.on("idle", () => { figure.dataset.state = "drawn"; });
  map.on("click", MARKS, open);
  for (const layer of MARKS) {
    map.on("mouseenter", layer, () => { map.getCanvas().style.cursor = "pointer"; });
    map.on("mouseleave", layer, () => { map.getCanvas().style.cursor = ""; });
  }
  if (setting.layer === "hexagons") followZoom();
  new MutationObserver(repaint).observe(document.documentElement, { attributeFilter: ["data-bs-theme"] });
  const slider = figure.querySelector("[data-time]");
  if (setting.years) timeline(slider, setting.years, asked, choosePeriod);
  await show({ fit: true });
}

function putMarks() {
  if (map.getSource("drawn")) return;
  const look = colours(canvas);
  addImages(map, look);
  map.addSource("drawn", { type: "geojson", data: drawn });
  for (const layer of drawnLayers(setting.layer, setting.rings, look)) map.addLayer(layer, "names-jurisdiction");
}

function repaint() {
  map.setStyle(baseStyle(shapes, setting.names, colours(canvas)));
}

// Asks for what is drawn now. A question that is overtaken by the next is dropped.
async function show({ fit = false } = {}) {
  underWay?.abort();
  const mine = (underWay = new AbortController());
  const question = new URLSearchParams(asked);
  question.set("layer", setting.layer);
  question.set("zoom", map.getZoom().toFixed(2));
  figure.dataset.state = "asking";
  let answer;
  try {
    const response = await fetch(`${figure.dataset.source}?${question}`, { signal: mine.signal });
    if (!response.ok) throw new Error(String(response.status));
    answer = await response.json();
  } catch (error) {
    if (error.name !== "AbortError") figure.dataset.state = "failed";
    return;
  }
  drawn = answer.spots.longitude ? spread(answer.spots) : answer.features;
  map.getSource("drawn")?.setData(drawn);
  told.innerHTML = answer.told; // the server's own page, escaped there
  const total = document.querySelector("[data-total]");
  if (total) total.textContent = answer.total;
  if (fit && setting.layer === "flows") fitAll(drawn);
  map.triggerRepaint();
}

// Columns of many points, as features.
function spread(spots) {
  const features = spots.longitude.map((longitude, at) => ({
    type: "Feature",
    properties: {
      precision: spots.precision[at],
      items: spots.items[at],
      longitude,
      latitude: spots.latitude[at],
    },
    geometry: { type: "Point", coordinates: [longitude, spots.latitude[at]] },
  }));
  return { type: "FeatureCollection", features };
}

function fitAll(collection) {
  const ends = collection.features.flatMap((each) => each.geometry.coordinates);
  if (!ends.length) return;
  const [x, y] = [ends.map((end) => end[0]), ends.map((end) => end[1])];
  map.fitBounds([Math.min(...x), Math.min(...y), Math.max(...x), Math.max(...y)], { padding: 48, maxZoom: 7, animate: false });
}

function followZoom() {
  let last = Math.round(map.getZoom() * 2);
  map.on("zoomend", () => {
    const now = Math.round(map.getZoom() * 2);
    if (now !== last) show();
    last = now;
  });
}

// The period goes into the address, into every link that carries the filters, and into the form.
function choosePeriod(from, to) {
  asked.delete("year");
  for (const [name, value] of [["from", from], ["to", to]]) value ? asked.set(name, value) : asked.delete(name);
  for (const link of document.querySelectorAll("a[data-carries]")) link.href = carried(link.href);
  history.replaceState(null, "", carried(location.href));
  for (const name of ["year", "from", "to"]) {
    for (const field of document.querySelectorAll(`form [name="${name}"]`)) field.value = asked.get(name) ?? "";
  }
  popup.remove();
  show();
}

function carried(address) {
  const url = new URL(address, location.href);
  for (const name of ["year", "from", "to"]) {
    asked.has(name) ? url.searchParams.set(name, asked.get(name)) : url.searchParams.delete(name);
  }
  return url.href;
}

async function open(event) {
  const mark = event.features[0].properties;
  const box = document.createElement("div");
  box.className = "hs-map-bubble";
  if (mark.title) box.append(line("strong", mark.title));
  if (mark.text) box.append(line("div", mark.text));
  popup.setLngLat(event.lngLat).setDOMContent(box).addTo(map);
  const place = mark.longitude === undefined ? mark.address : placeOf(mark);
  if (!place) return;
  if (!place.startsWith(setting.place)) {
    const link = line("a", document.querySelector("[data-carries]").textContent.trim());
    link.href = place;
    box.append(link);
    return;
  }
  const answer = await fetch(place, { headers: { "HX-Request": "true" } });
  const found = document.createElement("div");
  found.innerHTML = await answer.text(); // the server's own part of a page, escaped there
  box.append(found);
}

function placeOf(mark) {
  const question = new URLSearchParams(asked);
  question.set("longitude", mark.longitude);
  question.set("latitude", mark.latitude);
  question.set("at", ["exact", "street", "settlement"][mark.precision]);
  return `${setting.place}?${question}`;
}

function line(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

start().catch((error) => {
  figure.dataset.state = "failed";
  throw error;
});
