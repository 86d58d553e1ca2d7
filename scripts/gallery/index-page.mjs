const escaped = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

/** A page that shows all pictures, scene by scene; those that changed, and what was measured, come with a word of it. */
export function indexPage(pictures) {
  const scenes = [...new Set(pictures.map(({ scene }) => scene))]
  const figure = ({ file, look, changed, faults }) => `
      <figure>
        <figcaption>${escaped(look)}${changed === '' ? '' : ` · <strong>${escaped(changed)}</strong>`}</figcaption>
        <a href="${escaped(file)}"><img src="${escaped(file)}" loading="lazy" alt=""></a>
        ${faults.map((fault) => `<p>▲ ${escaped(fault)}</p>`).join('')}
      </figure>`
  const part = (scene) => `
    <section id="${escaped(scene)}">
      <h2>${escaped(scene)}</h2>
      <div>${pictures
        .filter((picture) => picture.scene === scene)
        .map(figure)
        .join('')}
      </div>
    </section>`
  return `<!doctype html>
<html lang="en">
  <meta charset="utf-8">
  <title>Vocom Bar: every window</title>
  <style>
    body { margin: 24px; font: 14px/1.4 system-ui, sans-serif; background: #888c92; color: #fff }
    nav a { margin-right: 12px; color: #fff }
    section > div { display: flex; flex-wrap: wrap; gap: 16px; align-items: start }
    figure { margin: 0; max-width: 100% }
    img { display: block; max-width: 660px }
    strong, p { color: #ffe08a }
  </style>
  <h1>Vocom Bar: every window</h1>
  <nav>${scenes.map((scene) => `<a href="#${escaped(scene)}">${escaped(scene)}</a>`).join('')}</nav>${scenes.map(part).join('')}
</html>
`
}
