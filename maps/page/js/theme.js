// Light, dark, or as the reader's system says.
const Theme = (() => {
  const system = matchMedia("(prefers-color-scheme: dark)"),
    heard = [];
  const dark = () => {
    const chosen = document.documentElement.dataset.theme;
    return chosen === "dark" || (chosen !== "light" && system.matches);
  };
  const tell = () => heard.forEach((run) => run());
  system.addEventListener("change", tell);
  return {
    dark,
    paper: () => STYLE.paper[dark() ? "dark" : "light"],
    ink: (look) => (dark() ? look.dark : look.light),
    onChange: (run) => heard.push(run),
    choose(name) {
      document.documentElement.dataset.theme = name;
      tell();
    },
  };
})();
