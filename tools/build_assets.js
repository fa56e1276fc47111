// Copies the chart script and the sheet's fonts beside the compiled CSS, and compresses
// what browsers ask for, so that the plain server sends it small without
// `collectstatic`.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const build = "static/build";
const plotly = "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js";
// The PDF's letters: one family for the text, one for scripts that it lacks.
const fonts = [
  "source-sans/TTF/SourceSans3-Regular.ttf",
  "source-sans/TTF/SourceSans3-Bold.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSans.ttf",
  "dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf",
];

copyFileSync(plotly, join(build, "plotly.min.js"));
mkdirSync(join(build, "fonts"), { recursive: true });
for (const font of fonts) {
  copyFileSync(join("node_modules", font), join(build, "fonts", basename(font)));
}

// Left and right become start and end, the design system's too: a language that is
// written from right to left mirrors the page.
const sides = { left: "start", right: "end" };
const stylesheet = join(build, "app.css");
const mirrored = readFileSync(stylesheet, "utf8")
  .replace(/\b(margin|padding)-(left|right)\b/g, (_, name, side) => `${name}-inline-${sides[side]}`)
  .replace(/\bborder-(left|right)\b/g, (_, side) => `border-inline-${sides[side]}`)
  .replace(/([;{])(left|right):/g, (_, before, side) => `${before}inset-inline-${sides[side]}:`)
  .replace(/\btext-align:(left|right)\b/g, (_, side) => `text-align:${sides[side]}`)
  .replace(/\bfloat:(left|right)\b/g, (_, side) => `float:inline-${sides[side]}`);
writeFileSync(stylesheet, mirrored);

// The people of the pictures for paper: their rules out of the style sheet, with the
// light palette filled in, because a PDF knows no custom properties.
const everywhere = mirrored.replace(/@media[^{]+\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}/g, "");
const palette = {};
for (const [, name, value] of everywhere.matchAll(/(--[a-z-]+):\s*([^;{}]+)/g)) {
  palette[name] ??= value;
}
const people = everywhere.match(/\.app-(?:person(?:(?:--|__)[^{}]*)?|best-line)\{[^{}]*\}/g);
writeFileSync(
  join(build, "people.css"),
  people.join("\n").replace(/var\((--[a-z-]+)\)/g, (_, name) => palette[name]) + "\n",
);

for (const name of ["app.css", "plotly.min.js"]) {
  const content = readFileSync(join(build, name));
  writeFileSync(join(build, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(build, `${name}.br`), brotliCompressSync(content));
}
