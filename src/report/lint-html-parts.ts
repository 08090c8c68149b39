/** Style of the HTML report. Works in light and dark, and on paper, where nothing can be scrolled or chosen. */
export const HTML_STYLE = `
:root{color-scheme:light dark;font:15px/1.45 system-ui,sans-serif}
body{max-width:70rem;margin:2rem auto;padding:0 1rem}
h2{font-size:1.05rem;margin-top:2rem;overflow-wrap:anywhere}
form{display:flex;flex-wrap:wrap;gap:1rem;margin:1rem 0}
article{border-left:4px solid #8888;padding:.3rem .8rem;margin:.6rem 0;overflow-wrap:anywhere}
article p{margin:.2rem 0}
article:has(b.error){border-color:#c62828}article:has(b.warning){border-color:#b26a00}
.error{color:#c62828}.warning{color:#b26a00}.info{color:#1565c0}.ok{color:#2e7d32}
@media (prefers-color-scheme:dark){.error{color:#ef9a9a}.warning{color:#ffcc80}.info{color:#90caf9}.ok{color:#a5d6a7}}
pre{overflow:auto;padding:.4rem;background:#8882;margin:.3rem 0}
small{opacity:.75}
.picture{overflow:auto;background:#fff}
@media print{body{max-width:none;margin:0}form{display:none}article{break-inside:avoid}pre{white-space:pre-wrap}.picture svg{max-width:100%;height:auto}}
`

/** Filters by what the elements' own data attributes say; builds no markup from it. */
export const HTML_SCRIPT = `
const selects = [...document.querySelectorAll('select[data-filter]')]
const articles = [...document.querySelectorAll('article')]
const none = document.getElementById('none')
function apply() {
  let shown = 0
  for (const article of articles) {
    article.hidden = selects.some((select) => select.value !== '' && article.dataset[select.dataset.filter] !== select.value)
    if (!article.hidden) shown++
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = [...section.querySelectorAll('article')].every((article) => article.hidden)
  }
  if (none) none.hidden = shown > 0
}
for (const select of selects) select.addEventListener('change', apply)
`
