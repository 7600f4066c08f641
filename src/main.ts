import { consoleApi } from './console-api.ts';
import { LateMemory } from './late-memory.ts';
import { DeviceLibrary } from './library/device/device-library.ts';
import { Library } from './library/library.ts';
import { reopenWhenBack } from './library/reopen-when-back.ts';
import { PinningClient } from './loading/pinning-client.ts';
import { ServiceWorkerClient } from './loading/service-worker-client.ts';
import { startThumbnails } from './loading/start-thumbnails.ts';
import { TierLog } from './loading/tier-log.ts';
import { defaultBudgetBytes } from './memory/default-budget.ts';
import { chooseMemoryBudget, chosenMemoryBudget } from './settings.ts';
import type { LibraryError } from './shared/parse-library.ts';
import { AddPhotos } from './views/add/add-photos.ts';
import { Deletion } from './views/device/deletion.ts';
import { Keep } from './views/keep/keep.ts';
import { LibraryPage } from './views/library-page.ts';
import type { TierOverlay } from './views/overlay/tier-overlay.ts';
import { Pages } from './views/pages.ts';
import { onEverythingDeleted } from './views/shell/deleted.ts';
import { InstallOffer } from './views/shell/install.ts';
import { watchMissingParts } from './views/shell/reload.ts';
import { Shell } from './views/shell/shell.ts';
import { checkVersions, sayLibraryFailed, watchStorage } from './views/shell/storage-notices.ts';
import { takesKeys } from './views/takes-keys.ts';
import { ENGLISH, type Language } from './views/texts/languages.ts';
import { speak } from './views/texts/speak.ts';
import { texts } from './views/texts.ts';
import { whyNot } from './views/why-not.ts';
import './views/styles/index.css';
import type { Viewing } from './viewing.ts';

/** Owns every listener and observer of the page. */
const page = new AbortController();
const { signal } = page;

const log = new TierLog();
const hasCoarsePointer = window.matchMedia('(pointer: coarse)').matches;
const suggestedBudget = defaultBudgetBytes(navigator, hasCoarsePointer);
const memory = new LateMemory(chosenMemoryBudget() ?? suggestedBudget);
/** What photos are opened with, once it has been loaded. */
let viewing: Viewing | undefined;
/** Closes what nobody looks at, and what is on its way to join it. */
const trim = () => viewing?.trim();

const worker = new ServiceWorkerClient(navigator.serviceWorker, (event) => log.record(event), signal);
const { loading, thumbnails } = startThumbnails(log, worker, trim, signal);
/** @throws when it cannot be loaded. */
async function view() {
  const { startViewing, Viewer, photoControls } = await import('./viewing.ts');
  viewing ??= startViewing(memory, loading, signal);
  return { ...viewing, Viewer, photoControls };
}
const pinning = new PinningClient(worker, signal);
const keep = new Keep(pinning, signal);
const device = new DeviceLibrary(worker, document.baseURI);
const opening = Library.open(new URL('library/library.json', document.baseURI), device, signal);
/** Loaded when somebody opens it. */
let overlay: TierOverlay | undefined;
const history = () => overlay?.history ?? [];
const afterimage = consoleApi({ memory, history, worker, library: opening, log, trim }, signal);
Object.assign(globalThis, { afterimage });

/** Begins what says something, in its language. */
function startViews(language: Language): void {
  // The page itself is in English.
  if (language !== ENGLISH) Object.assign(document.documentElement, { lang: language.code, dir: language.direction });
  async function toggleOverlay(): Promise<void> {
    // Where it cannot be loaded the shell says so.
    const loaded = await import('./views/overlay/tier-overlay.ts').catch(() => undefined);
    overlay ??=
      loaded && new loaded.TierOverlay({ ...{ log, memory, worker, afterimage, budgets, photo }, onToggle }, signal);
    overlay?.toggle();
  }
  const photo = () => pages.router.photo;
  const onToggle = (open: boolean) => shell.showOverlayState(open);
  const budgets = {
    memory: { chosen: chosenMemoryBudget, suggested: suggestedBudget },
    setMemory: (bytes: number | undefined) => {
      chooseMemoryBudget(bytes);
      memory.setBudget(bytes ?? suggestedBudget);
    },
  };
  const install = new InstallOffer(signal);
  const shell = new Shell(() => void toggleOverlay(), install.button(), signal);
  const addPhotos = new AddPhotos(device, worker, signal);
  const [addToBar] = addPhotos.buttons();
  const [, addFolder] = addPhotos.buttons();
  if (addToBar) shell.addAction(addToBar);
  const pages = new Pages(
    shell,
    {
      ...{
        worker,
        device,
        notices: shell.notices,
        keepEverything: keep.libraryControl(),
        addFolder,
        install: install.button(),
      },
      budgets,
    },
    signal,
  );
  window.addEventListener(
    'keydown',
    ({ key, altKey, ctrlKey, metaKey, target }) => {
      if (key === 'o' && !altKey && !ctrlKey && !metaKey && !takesKeys(target)) void toggleOverlay();
    },
    { signal },
  );
  if (new URLSearchParams(location.search).has('overlay')) void toggleOverlay();

  const deletion = new Deletion(worker, shell.notices);

  /** Ends when what is seen first is there, or nothing is to be seen. */
  async function start(): Promise<void> {
    const library = await opening;
    if (signal.aborted) return;
    const retry = () => void library.reopen();
    let libraryPage: LibraryPage | undefined;
    let said: LibraryError | undefined;
    const show = () => {
      const { index, failure, reached, storedAt } = library;
      shell.showReach(reached, storedAt);
      shell.showCredits(index.credits);
      // With nothing else to show, the page itself says it.
      const beside = index.total > 0 ? failure : undefined;
      if (beside !== said) sayLibraryFailed(shell.notices, beside, retry);
      said = beside;
      if (index.total > 0) {
        const first = libraryPage === undefined;
        libraryPage ??= new LibraryPage(
          {
            ...{ library, thumbnails, view, shell, keep, deletion, router: pages.router },
            createCollage: (photos) => void pages.createCollage(photos),
          },
          signal,
        );
        libraryPage.attach();
        const device = hasCoarsePointer ? ('phone' as const) : ('desktop' as const);
        const collage = async () => ({ library, thumbnails, device, images: (await view()).images });
        if (first) pages.start({ page: libraryPage, collage });
      } else if (failure) shell.showMessage(texts.shell.failedTitle, whyNot(failure), retry, addPhotos.buttons());
      else shell.showMessage(texts.shell.emptyTitle, texts.shell.emptyHint, undefined, addPhotos.buttons());
    };
    keep.follow(library);
    library.listen(show, signal);
    show();
    reopenWhenBack(library, signal);
    worker.listen('library-changed', () => void library.reopen(), signal);
    void addPhotos.resume();
    worker.onFirstControl(() => void library.meetWorker());
    await libraryPage?.settled;
  }

  pages.start();
  // Somebody came to see a photo: what it is opened with comes along with the library.
  if (pages.router.shown === 'photo') void view().catch(() => {});
  watchMissingParts(shell.notices, signal);
  watchStorage(shell.notices, worker, signal);
  // What was deleted is not shown again out of memory.
  worker.listen('cleared', trim, signal);
  onEverythingDeleted(
    worker,
    () => {
      // Nothing is shown, loaded or stored again, until somebody says so.
      page.abort();
      for (const dialog of document.querySelectorAll<HTMLDialogElement>('dialog[open]')) dialog.close();
      trim();
      shell.showEnd(texts.shell.deletedTitle, texts.shell.deletedHint, texts.shell.beginAnew);
    },
    signal,
  );
  void start().then(async () => {
    // Where it cannot be loaded, a notice offers what helps.
    const begun = await import('./after-first-view.ts').catch(() => undefined);
    if (begun && !signal.aborted) {
      begun.registerServiceWorker(shell.notices, signal);
      begun.fetchInBackground(pinning, worker, texts.keep.inBackground, signal);
      begun.showOnPerformanceTrack(log, signal);
      begun.countSavedEver(log, signal);
      begun.onFilesLaunched((found) => void addPhotos.add(found));
    }
    await checkVersions(shell.notices, worker);
  });
}

void speak(navigator.languages).then(startViews);
