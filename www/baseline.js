/* Old browsers get a kind word instead of a blank page. ES5 only. Below Chromium 97 WebAssembly is refused under a
   strict Content-Security-Policy, so the page cannot run there. */
(function () {
  var agent = /Chrom(?:e|ium)\/(\d+)/.exec(navigator.userAgent);
  var missing = typeof WebAssembly !== "object" || typeof Promise !== "function" || typeof Worker !== "function" ||
    typeof BigInt !== "function" || !("noModule" in document.createElement("script")) || (agent && +agent[1] < 97);
  if (!missing) { return; }
  window.goujiTooOld = true;
  function say() {
    var place = document.getElementById("app");
    if (!place) { return; }
    place.innerHTML = "";
    var lines = [
      "您的浏览器版本较旧，无法运行勾稽。",
      "请使用 Chromium 97 或更新的浏览器：较新的 Chrome、Edge、360 安全浏览器（极速模式）、奇安信可信浏览器、统信/麒麟自带浏览器，或 Firefox 102 以上。",
      "您的文件没有被读取，也没有发送到任何地方。",
      "This browser is too old for Gouji. Please use Chromium 97, Firefox 102 or newer."
    ];
    for (var i = 0; i < lines.length; i++) {
      var p = document.createElement("p");
      p.className = "loading";
      p.appendChild(document.createTextNode(lines[i]));
      place.appendChild(p);
    }
  }
  if (document.readyState === "loading") { document.addEventListener("DOMContentLoaded", say); } else { say(); }
})();
