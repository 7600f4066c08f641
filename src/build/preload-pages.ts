import type { Plugin, Rolldown } from 'vite';

/** What pages load besides the first view, by what their addresses say. */
const PAGES: Readonly<Record<string, readonly string[]>> = {
  photo: ['/src/viewing.ts'],
  storage: ['/src/views/storage/storage-page.ts'],
  collage: ['/src/views/collage/collage-page.ts', '/src/views/collage/design.ts', '/src/viewing.ts'],
};
/** The script that says where the app is, without which the files have no address. A later one would wait for the styles. */
const AFTER = '</script>';

/**
 * Has the built page ask for the files of the page that its address names while the first file of script is still on its way,
 * which would ask for them only once it has been read: a way to the server and back later.
 */
export function preloadPages(): Plugin {
  return {
    name: 'afterimage-preload-pages',
    apply: 'build',
    transformIndexHtml: {
      order: 'post',
      handler: (html, { bundle = {} }) => {
        const pages = Object.entries(PAGES).map(([page, modules]) => {
          const files = [...new Set(modules.flatMap((module) => filesOf(module, bundle)))];
          const ofFirstView = files.filter((file) => html.includes(file));
          const others = files.filter((file) => !html.includes(file));
          // Its script comes first here, too: six files at a time is all that HTTP/1.1 has. Its styles have their link.
          return [page, [...ofFirstView.filter((file) => file.endsWith('.js')), ...others]] as const;
        });
        return html.replace(AFTER, () => `${AFTER}\n    <script>${script(Object.fromEntries(pages))}</script>`);
      },
    },
  };
}

function script(files: Readonly<Record<string, readonly string[]>>): string {
  return `
      for (const href of ${JSON.stringify(files)}[location.pathname.match(/(photo)\\/[^/]+$|(storage|collage)$/)?.slice(1).join('')] ?? []) {
        const how = href.endsWith('.css') ? { rel: 'preload', as: 'style' } : { rel: 'modulepreload' };
        document.head.append(Object.assign(document.createElement('link'), { ...how, crossOrigin: '', href }));
      }
    `;
}

/** The files of a module and of all that it imports statically. */
function filesOf(module: string, bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const found = new Set<string>();
  const visit = (chunk: Rolldown.OutputChunk | undefined) => {
    if (!chunk || found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css);
    for (const imported of chunk.imports) visit(chunks.find(({ fileName }) => fileName === imported));
  };
  const chunk = chunks.find(({ moduleIds }) => moduleIds.some((id) => id.endsWith(module)));
  if (!chunk) throw new Error(`Nothing was built of ${module}`);
  visit(chunk);
  return [...found];
}
