// How the map looks: the house's colours, shapes and names below, marks in between.
const FONT = ["Inter Variable", "sans-serif"];
const PIXELS_A_METRE = 1 / 58167; // at zoom 0 and 42 degrees north, tiles of 512 pixels
const LEAST_RING = 5;

export const MARKS = ["areas", "circles", "rings", "dots", "flows", "crossings"];

// The colours of the theme in force, from the style sheet.
export function colours(element) {
  const style = getComputedStyle(element);
  const names = ["sea", "land", "near", "edge", "unit", "name", "halo", "mark", "mark-edge", "ring", "flow", "crossing",
    "level-none", "level-0", "level-1", "level-2", "level-3", "level-4", "level-5"];
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue(`--map-${name}`).trim()]));
}

export function baseStyle(shapes, names, look) {
  const points = names.map(([longitude, latitude, name, kind], at) => ({
    type: "Feature",
    properties: { name, kind, at },
    geometry: { type: "Point", coordinates: [longitude, latitude] },
  }));
  return {
    version: 8,
    sources: {
      shapes: { type: "geojson", data: shapes, tolerance: 0.2 },
      names: { type: "geojson", data: { type: "FeatureCollection", features: points } },
    },
    layers: [
      { id: "sea", type: "background", paint: { "background-color": look.sea } },
      { id: "land", type: "fill", source: "shapes", filter: ["==", ["get", "kind"], "jurisdiction"],
        paint: { "fill-color": ["match", ["get", "code"], ["AL", "BA", "XK", "ME", "MK", "RS"], look.near, look.land] } },
      { id: "units", type: "line", source: "shapes", filter: ["==", ["get", "kind"], "unit"], minzoom: 6,
        paint: { "line-color": look.unit, "line-width": 0.6 } },
      { id: "edges", type: "line", source: "shapes", filter: ["==", ["get", "kind"], "jurisdiction"],
        paint: { "line-color": look.edge, "line-width": ["interpolate", ["linear"], ["zoom"], 4, 0.7, 9, 1.6] } },
      nameLayer("jurisdiction", look, { maxzoom: 9.5, size: 13, tracking: 0.06 }),
      nameLayer("municipality", look, { minzoom: 7, size: 11, tracking: 0 }),
    ],
  };
}

function nameLayer(kind, look, { size, tracking, ...zooms }) {
  return {
    id: `names-${kind}`, type: "symbol", source: "names", filter: ["==", ["get", "kind"], kind], ...zooms,
    layout: { "text-field": ["get", "name"], "text-font": FONT, "text-size": size, "text-letter-spacing": tracking,
      "text-max-width": 8, "symbol-sort-key": ["get", "at"], "text-variable-anchor": kind === "municipality" ? ["top", "bottom", "left", "right"] : ["center"],
      "text-radial-offset": kind === "municipality" ? 0.7 : 0, "text-padding": 3 },
    paint: { "text-color": look.name, "text-halo-color": look.halo, "text-halo-width": 1.4 },
  };
}

// The layers of marks for one kind of map; their source is "drawn".
export function drawnLayers(kind, rings, look) {
  const source = "drawn";
  if (kind === "flows") return flowLayers(source, look);
  if (kind === "points") return pointLayers(source, rings, look);
  if (kind === "crossings") {
    return [{ id: "crossings", type: "circle", source, paint: {
      "circle-radius": ["get", "radius"], "circle-color": look.crossing,
      "circle-opacity": ["case", ["get", "empty"], 0, 0.55],
      "circle-stroke-color": look.crossing, "circle-stroke-width": 2 } }];
  }
  return [
    { id: "areas", type: "fill", source, filter: ["==", ["geometry-type"], "Polygon"], paint: {
      "fill-color": ["match", ["get", "level"], -1, look["level-none"], 0, look["level-0"], 1, look["level-1"],
        2, look["level-2"], 3, look["level-3"], 4, look["level-4"], look["level-5"]],
      "fill-opacity": 0.8 } },
    { id: "area-edges", type: "line", source, filter: ["==", ["geometry-type"], "Polygon"],
      paint: { "line-color": look.halo, "line-width": 0.8 } },
    { id: "circles", type: "circle", source, filter: ["==", ["geometry-type"], "Point"], paint: {
      "circle-radius": ["get", "radius"], "circle-color": look.mark, "circle-opacity": 0.45,
      "circle-stroke-color": look["mark-edge"], "circle-stroke-width": 1.2 } },
  ];
}

// A ring is as wide as what is not known: 300 m for a street, 2 km for a settlement, never too small to be seen.
function pointLayers(source, rings, look) {
  const known = ["!=", ["get", "precision"], 0];
  const radius = ["interpolate", ["exponential", 2], ["zoom"]];
  for (let zoom = 0; zoom <= 16; zoom += 1) {
    const sizes = rings.map((metres) => Math.max(LEAST_RING, metres * PIXELS_A_METRE * 2 ** zoom));
    radius.push(zoom, ["match", ["get", "precision"], 1, sizes[1], sizes[2]]);
  }
  return [
    { id: "rings", type: "circle", source, filter: known, paint: {
      "circle-radius": radius, "circle-color": look.ring, "circle-opacity": 0.1,
      "circle-stroke-color": look.ring, "circle-stroke-width": ["match", ["get", "precision"], 1, 2, 1.2] } },
    { id: "dots", type: "circle", source, filter: ["==", ["get", "precision"], 0], paint: {
      "circle-radius": ["interpolate", ["linear"], ["sqrt", ["get", "items"]], 1, 4, 6, 11],
      "circle-color": look.mark, "circle-opacity": 0.85, "circle-stroke-color": look.halo, "circle-stroke-width": 1 } },
  ];
}

function flowLayers(source, look) {
  return [
    { id: "flows", type: "line", source, layout: { "line-cap": "round", "line-join": "round" },
      paint: { "line-color": look.flow, "line-width": ["get", "width"], "line-opacity": 0.65 } },
    { id: "arrows", type: "symbol", source, layout: { "symbol-placement": "line-center", "icon-image": "arrow",
      "icon-size": ["interpolate", ["linear"], ["get", "width"], 1, 0.5, 12, 0.9], "icon-allow-overlap": true,
      "icon-ignore-placement": true, "icon-rotation-alignment": "map", "icon-keep-upright": false } },
  ];
}

// The arrow of a flow points east; the map turns it along its line.
export function addImages(map, look) {
  const size = 40;
  const sheet = document.createElement("canvas");
  sheet.width = sheet.height = size;
  const pen = sheet.getContext("2d");
  pen.fillStyle = look.flow;
  pen.strokeStyle = look.halo;
  pen.lineWidth = 3;
  pen.beginPath();
  pen.moveTo(8, 5);
  pen.lineTo(35, 20);
  pen.lineTo(8, 35);
  pen.lineTo(15, 20);
  pen.closePath();
  pen.stroke();
  pen.fill();
  if (map.hasImage("arrow")) map.removeImage("arrow");
  map.addImage("arrow", pen.getImageData(0, 0, size, size), { pixelRatio: 2 });
}
