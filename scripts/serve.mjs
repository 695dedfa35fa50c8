// Serves dist/ on this machine only, with the headers that docs/hosting.md recommends.
import { createServer } from "node:http";
import { createReadStream, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, normalize, sep } from "node:path";
import { fileURLToPath } from "node:url";

const dist = join(dirname(fileURLToPath(import.meta.url)), "..", "dist");
const port = Number(process.env.PORT || 8080);
const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".txt": "text/plain; charset=utf-8",
  ".json": "application/json",
  ".webmanifest": "application/manifest+json",
};
const headers = { "cache-control": "no-cache", "x-content-type-options": "nosniff", "referrer-policy": "no-referrer" };

const server = createServer((request, response) => {
  let file;
  try {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    file = normalize(join(dist, path.endsWith("/") ? `${path}index.html` : path));
    if (!file.startsWith(dist + sep) || !statSync(file).isFile()) throw new Error("no such file");
  } catch {
    response.writeHead(404, headers).end();
    return;
  }
  response.writeHead(200, { ...headers, "content-type": types[extname(file)] ?? "application/octet-stream" });
  if (request.method === "HEAD") response.end();
  else createReadStream(file).pipe(response);
});
server.on("error", (error) => {
  const taken = error.code === "EADDRINUSE";
  console.error(taken ? `端口 ${port} 已被占用，请用 make serve PORT=其他端口。Port ${port} is taken; choose another with PORT=.` : String(error));
  process.exit(1);
});
readFileSync(join(dist, "index.html"));
server.listen(port, "127.0.0.1", () => console.log(`勾稽 Gouji: http://127.0.0.1:${port}`));
