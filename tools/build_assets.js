// Copies the chart script beside the compiled CSS and compresses both, so that the
// plain server sends them small without `collectstatic`.
import { copyFileSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";

const build = "static/build";
const plotly = "node_modules/plotly.js-basic-dist-min/plotly-basic.min.js";

copyFileSync(plotly, join(build, "plotly.min.js"));

for (const name of ["app.css", "plotly.min.js"]) {
  const content = readFileSync(join(build, name));
  writeFileSync(join(build, `${name}.gz`), gzipSync(content, { level: 9 }));
  writeFileSync(join(build, `${name}.br`), brotliCompressSync(content));
}
