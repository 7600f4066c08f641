import type { Counting } from './counting.ts';
import type { Texts } from './texts.ts';

const FOTOS = { one: 'Foto', other: 'Fotos' };
const DATEIEN = { one: 'Datei', other: 'Dateien' };
const MINIATUREN = { one: 'Miniatur', other: 'Miniaturen' };

/** Everything the app says, in German. */
export const german = ({ number, countOf }: Counting): Texts => ({
  appName: 'Afterimage',
  photos: 'Fotos',
  scrubber: 'Monat',
  photoCount: (count) => countOf(count, FOTOS),
  undated: 'Ohne Datum',
  byteUnits: ['B', 'KB', 'MB', 'GB', 'TB'],
  timeLeft: {
    soon: 'noch weniger als eine Minute',
    minutes: (minutes) => `noch ${number(minutes)} min`,
    hours: (hours, minutes) => `noch ${number(hours)} h ${number(minutes)} min`,
  },
  failed: 'Das hat nicht geklappt.',
  loadFailures: {
    offline: 'Die Fotobibliothek ist nicht erreichbar.',
    'not-found': 'Dieses Foto ist nicht mehr in der Bibliothek.',
    'not-an-image': 'Die Bibliothek hat etwas geschickt, das kein Bild ist.',
    'decode-failed': 'Dieser Browser kann das Bild nicht anzeigen.',
    'too-large': 'Dieses Bild ist zu groß für dieses Gerät.',
    'storage-full': 'Auf diesem Gerät ist kein Platz mehr.',
    network: 'Die Fotobibliothek hat mit einem Fehler geantwortet.',
  },
  libraryFailures: {
    unreachable: 'Die Fotobibliothek ist nicht erreichbar, und auf diesem Gerät gibt es keine Kopie davon.',
    missing: 'Hier gibt es keine Fotobibliothek.',
    damaged: 'Die Fotobibliothek ist beschädigt.',
    'no-library': 'Das ist keine Fotobibliothek.',
    'newer-version':
      'Diese Bibliothek stammt von einer neueren Version. Neu laden, um das neueste Afterimage zu bekommen.',
    'month-unreachable': 'Dieser Teil der Bibliothek ist nicht erreichbar und nicht auf diesem Gerät gespeichert.',
    'month-missing': 'Ein Monat der Bibliothek fehlt.',
    'month-damaged': 'Dieser Monat der Bibliothek ist beschädigt.',
  },
  workerFailures: {
    'no-worker': 'Das hat nicht geklappt, weil dieser Browser hier nichts speichert.',
    'no-reply': 'Afterimage ist beschäftigt, vielleicht klappt es noch. Gleich noch einmal nachsehen.',
    'unknown-message': 'Das hat nicht geklappt. Neu laden, um das Update von Afterimage abzuschließen.',
    'newer-data':
      'Das hat nicht geklappt, weil dieses Gerät mit einer neueren Version benutzt wurde. Neu laden, um sie zu bekommen.',
    'storage-full': 'Das hat nicht geklappt, weil auf diesem Gerät kein Platz mehr ist.',
    'import-ended': 'Das hat nicht geklappt, weil inzwischen alles gelöscht wurde.',
    refused: 'Das hat nicht geklappt, weil der Browser es nicht speichern wollte.',
  },
  viewer: {
    name: 'Foto',
    close: 'Schließen',
    next: 'Nächstes Foto',
    previous: 'Vorheriges Foto',
    zoom: 'Volle Größe',
    slideshow: 'Diashow',
    pace: 'Zeit für jedes Foto',
    seconds: (seconds) => `${number(seconds)} Sek.`,
    fullScreen: 'Vollbild',
    offlinePreview: 'Offline. Zu sehen ist die gespeicherte Vorschau.',
    offlineNothing: 'Offline, und dieses Foto ist nicht auf diesem Gerät gespeichert.',
    notFound: 'Dieses Foto ist nicht in der Bibliothek.',
    stays: (reason) => `${reason} Zu sehen ist die gespeicherte Vorschau.`,
  },
  information: {
    name: 'Informationen',
    close: 'Informationen schließen',
    terms: {
      ...{ taken: 'Aufgenommen', place: 'Ort', camera: 'Kamera', exposure: 'Belichtung', size: 'Größe', file: 'Datei' },
      ...{ description: 'Beschreibung', credit: 'Urheber', shown: 'Zu sehen', offline: 'Ohne Netz' },
    },
    compass: { north: 'N', south: 'S', east: 'O', west: 'W' },
    zone: (offset) => `UTC${offset}`,
    above: (metres) => `${metres} m über dem Meer`,
    below: (metres) => `${metres} m unter dem Meer`,
    seconds: (time) => `${time} s`,
    iso: (value) => `ISO ${value}`,
    millimetres: (length) => `${length} mm`,
    equivalent: (length) => `wie ${length} mm auf Kleinbildfilm`,
    bias: (stops) => `${stops} LW`,
    pixels: (width, height, megapixels) => `${width} × ${height}, ${megapixels} Megapixel`,
    sharpness: { placeholder: 'Noch nicht geladen', thumbnail: 'Miniatur', screen: 'Vorschau', full: 'Volle Größe' },
    tiers: {
      memory: 'aus dem Arbeitsspeicher',
      thumbnails: 'aus den gespeicherten Miniaturen',
      pinned: 'aus der Offline-Kopie',
      device: 'von diesem Gerät',
      network: 'aus dem Netz',
    },
    kept: {
      'not-pinned': 'Nicht offline behalten',
      wanted: 'Unterwegs auf dieses Gerät',
      failed: 'Nicht vollständig behalten',
      kept: 'Offline behalten',
      device: 'Auf diesem Gerät',
    },
  },
  overlay: {
    name: 'Cache-Ebenen',
    close: 'Cache-Ebenen schließen',
    move: 'Cache-Ebenen verschieben',
    tier: 'Ebene',
    hits: 'Treffer',
    misses: 'Fehlt',
    ratio: 'Quote',
    answers: 'Was jede Ebene beantwortet hat, mit Zeiten in Millisekunden',
    p50: 'p50',
    p95: 'p95',
    bytes: 'Bytes',
    memory: 'Arbeitsspeicher',
    states: { leased: 'in Gebrauch', retained: 'behalten', weak: 'schwach gehalten' },
    budget: 'Budget',
    collected: 'abgeräumt',
    storage: 'Speicher',
    thumbnailBudget: 'Budget für Miniaturen',
    quota: 'Grenze des Browsers',
    saved: 'Gespart',
    requests: 'Anfragen',
    sinceStart: 'seit dem Start',
    since: (day) => `seit ${day}`,
    levers: 'Hebel',
    trim: 'Arbeitsspeicher leeren',
    trimmed: (size) => `${size} zurückgegeben.`,
    evict: 'Foto vergessen',
    eviction: {
      evicted: (memory, thumbnail) => `Vergessen: ${memory} Arbeitsspeicher, ${thumbnail} Speicher.`,
      evictedDrawn: 'Was zu sehen ist, geht mit dem Verlassen.',
      evictedKept: {
        pinned: 'Die Offline-Kopie bleibt: Sie war gewünscht.',
        device: 'Die Datei bleibt: Es gibt keine andere Kopie.',
      },
    },
    collect: 'Müll einsammeln',
    collectedNow: 'Um eine Sammlung gebeten.',
    cannotCollect:
      'Browser lassen das keine Seite erzwingen. Chromium tut es mit --js-flags=--expose-gc; in den Entwicklerwerkzeugen gibt es unter „Speicher“ einen Knopf dafür.',
    memoryBudget: 'Budget im Arbeitsspeicher',
    network: 'Netzwerk',
    conditions: { real: 'Wie es ist', slow: 'Langsam spielen', offline: 'Offline spielen' },
    pretended: 'Nur auf dieser Seite, bis sie geschlossen wird. Downloads für offline gehen weiter.',
    copy: 'Als JSON kopieren',
    copied: 'Kopiert.',
    notCopied: 'Der Browser lässt diese Seite nicht kopieren. Stattdessen als Datei sichern.',
    save: 'Als Datei sichern',
    log: 'Ereignisse der Ebenen',
    allTiers: 'Alle Ebenen',
    findPhotos: 'Fotos suchen',
    tiers: {
      memory: 'RAM',
      thumbnails: 'Miniaturen',
      pinned: 'Offline',
      device: 'Gerät',
      network: 'Netz',
    },
    time: (ms) => `${ms} ms`,
    missing: 'nicht verfügbar',
    renditions: { thumbnail: 'Miniatur', screen: 'Vorschau', full: 'Original' },
    evicted: (count, size) => `EVICTED ${countOf(count, MINIATUREN)} (${size})`,
    notStored: (count, tier, size) => `NOT_STORED ${number(count)} von ${tier} (${size}, Speicher voll)`,
  },
  selection: {
    name: 'Auswahl',
    select: 'Auswählen',
    count: (count) => (count === 0 ? 'Fotos auswählen' : `${number(count)} ausgewählt`),
    clear: 'Auswahl aufheben',
  },
  collage: {
    name: 'Collage',
    create: 'Collage erstellen',
    wrongCount: 'Eine Collage besteht aus 2 bis 9 Fotos.',
    choose: 'Eine Collage besteht aus 2 bis 9 Fotos. Im Raster auswählen, dann „Collage erstellen“.',
    chooseAction: 'Fotos auswählen',
    change: 'Fotos ändern',
    lost: (count) => `${countOf(count, FOTOS)} nicht mehr in der Bibliothek zu finden.`,
    preview: 'Vorschau',
    hint: 'Ein Foto im Rahmen ziehen, um den Ausschnitt zu wählen, oder auf ein anderes, um beide zu tauschen. Mit der Tastatur: Pfeiltasten verschieben, Umschalt und Pfeiltasten tauschen.',
    cell: (title, number, count) => `${title}, ${number} von ${count}`,
    layout: 'Aufteilung',
    layoutName: (lines, counts) => `${counts.join(' + ')}, in ${lines === 'rows' ? 'Zeilen' : 'Spalten'}`,
    aspect: 'Form',
    aspects: {
      '1:1': 'Quadrat',
      '4:3': 'Querformat 4:3',
      '3:2': 'Querformat 3:2',
      '16:9': 'Querformat 16:9',
      '3:4': 'Hochformat 3:4',
      '2:3': 'Hochformat 2:3',
      '9:16': 'Hochformat 9:16',
    },
    gap: 'Abstand',
    background: 'Hintergrund',
    format: 'Format',
    formats: { jpg: 'JPEG', png: 'PNG, verlustfrei', webp: 'WebP' },
    size: 'Größe',
    fullSize: (size) => `${size} (voll)`,
    download: 'Collage herunterladen',
    fileName: 'Collage',
    progress: 'Die Collage wird erstellt',
    making: (count) => `${countOf(count, FOTOS)} werden zusammengesetzt.`,
    writing: 'Die Datei wird geschrieben.',
    cancelled: 'Abgebrochen.',
    made: (size, bytes) => `Erstellt: ${size} px, ${bytes}.`,
    offline: (titles) =>
      `Offline, und in voller Größe nicht auf diesem Gerät: ${titles.join(', ')}. Stattdessen geht, was gespeichert ist.`,
    missing: (titles) =>
      `In voller Größe nicht zu bekommen: ${titles.join(', ')}. Stattdessen geht, was gespeichert ist.`,
    takeLess: 'Gespeichertes verwenden',
  },
  notices: {
    dismiss: 'Ausblenden',
    storageFull: 'Auf diesem Gerät ist kein Platz mehr. Fotos werden angezeigt, aber nicht gespeichert.',
    storageNearlyFull: (size) => `Auf diesem Gerät sind nur noch ${size} für Fotos frei.`,
    storageRefused:
      'Dieser Browser speichert hier nichts, wie in einem privaten Fenster. Fotos werden angezeigt, aber nicht gespeichert.',
    newerData:
      'Dieses Gerät wurde mit einer neueren Version von Afterimage benutzt. Neu laden, um sie zu bekommen; bis dahin wird nichts Neues gespeichert.',
    reload: 'Afterimage wurde aktualisiert. Neu laden, um das Update abzuschließen.',
    partMissing: 'Dieser Teil von Afterimage konnte nicht geladen werden. Neu laden, um ihn zu bekommen.',
    reloadAction: 'Neu laden',
  },
  dialog: {
    question: (what) => `${what}?`,
    cancel: 'Abbrechen',
    close: 'Schließen',
  },
  keep: {
    name: 'Offline speichern',
    remove: 'Offline-Kopie entfernen',
    inBackground: 'Fotos werden offline gespeichert',
    keep: 'Speichern',
    everything: 'Alles',
    keepMonth: (month) => `${month} offline speichern`,
    removeMonth: (month) => `${month} nicht mehr offline speichern`,
    keepEverything: 'Alles offline speichern',
    removeEverything: 'Nicht mehr alles offline speichern',
    standing: {
      idle: 'Auf dem Weg zu diesem Gerät',
      working: 'Auf dem Weg zu diesem Gerät',
      paused: 'Angehalten',
      offline: 'Wartet auf das Netz',
      'storage-full': 'Unvollständig, weil kein Platz mehr ist',
      failed: 'Konnte nicht ganz gespeichert werden',
    },
    quality: 'Wie viel von jedem Foto',
    qualities: {
      screen: { name: 'Vorschau', hint: 'Scharf auf diesem Bildschirm' },
      original: { name: 'Originale', hint: 'Auch zum Zoomen und Herunterladen' },
    },
    about: (size) => `etwa ${size}`,
    grows: 'Fotos, die später dazukommen, werden auch gespeichert.',
    free: (size) => `Der Browser erlaubt noch ${size}.`,
    tooLarge: (size, free, previewsFit) =>
      `Dafür werden ${size} gebraucht, der Browser erlaubt noch ${free}.${previewsFit ? ' Als Vorschau würde es passen.' : ''}`,
    strip: 'Offline gespeicherte Fotos',
    progress: 'Fotos werden offline gespeichert',
    states: {
      idle: () => '',
      working: (kept, wanted) => `Fotos werden offline gespeichert: ${number(kept)} von ${number(wanted)}`,
      paused: (kept, wanted) => `Angehalten bei ${number(kept)} von ${number(wanted)}`,
      offline: (kept, wanted) => `Wartet auf das Netz bei ${number(kept)} von ${number(wanted)}`,
      'storage-full': (kept, wanted) =>
        `Kein Platz mehr bei ${number(kept)} von ${number(wanted)}. Platz schaffen oder nur die Vorschau speichern.`,
      failed: (_kept, wanted, failed) =>
        failed > 0
          ? `${number(failed)} von ${countOf(wanted, FOTOS)} ${failed === 1 ? 'konnte' : 'konnten'} nicht gespeichert werden.`
          : 'Ein Monat der Bibliothek konnte nicht gelesen werden.',
    },
    amount: (kept, wanted) => `${kept} von ${wanted}`,
    rate: (perSecond) => `${perSecond}/s`,
    pause: 'Anhalten',
    goOn: 'Fortsetzen',
    which: 'Welche',
    reasons: {
      'not-found': 'ist nicht mehr in der Bibliothek',
      'not-an-image': 'die Bibliothek hat etwas anderes geschickt',
      'wrong-content': 'was die Bibliothek geschickt hat, war beschädigt',
      network: 'die Bibliothek hat es nicht geschickt',
    },
    done: (count, size) => `${countOf(count, FOTOS)} offline gespeichert, ${size}.`,
    nothing: 'Nichts ist offline gespeichert.',
    notKept: 'Diese waren nicht offline gespeichert.',
    cancelled: 'Abgebrochen. Was nicht vollständig war, wurde entfernt.',
    removed: (size) => `Entfernt. ${size} sind wieder frei.`,
    removing: (size) => `Wird entfernt. ${size} sind schon frei.`,
    removeAll: (wholes, photos) => [
      `Alles, was davon offline gespeichert ist, wird von diesem Gerät entfernt: ${[
        ...wholes,
        ...(photos > 0 ? [`${countOf(photos, FOTOS)} einzeln gespeichert`] : []),
      ].join(', ')}.`,
      'In der Bibliothek bleibt es.',
    ],
    keepPreviews: 'Nur Vorschau',
    cancelTitle: 'Offline-Speichern abbrechen',
    cancelLines: (size, others) => [
      `Was bisher angekommen ist, wird entfernt, ${others ? 'bis zu ' : ''}${size}. Um es hier zu haben, muss es noch einmal heruntergeladen werden.`,
    ],
    cancelAction: 'Abbrechen und entfernen',
    removeAction: 'Entfernen',
    promised: 'Der Browser hat versprochen, das zu behalten.',
    notPromised:
      'Der Browser kann das entfernen, wenn der Platz knapp wird. Afterimage zu installieren hilft, es zu behalten.',
  },
  storage: {
    name: 'Speicher',
    back: 'Fotos',
    total: (size) => `Afterimage belegt ${size} auf diesem Gerät.`,
    byTier: 'Was gespeichert ist',
    reading: 'Es wird nachgesehen, was gespeichert ist.',
    unread: 'Was jetzt gespeichert ist, konnte nicht gelesen werden.',
    notDeleted: 'Was gespeichert ist, konnte nicht gelesen werden. Es wurde nichts gelöscht.',
    columns: { tier: 'Was', bytes: 'Größe', clear: 'Löschen', month: 'Monat' },
    clear: 'Löschen',
    // What is seen on the button has to be a part of its name.
    clearName: (what) => (what.endsWith('löschen') ? what : `Löschen: ${what}`),
    tiers: {
      thumbnails: {
        name: 'Miniaturen',
        hint: (count) =>
          count === 0 ? 'Noch keine' : `${number(count)}, zum Blättern ohne Netz. Kommen beim Blättern wieder.`,
        clear: 'Miniaturen löschen',
        ask: (count) => [
          `${countOf(count, MINIATUREN)} ${count === 1 ? 'wird' : 'werden'} von diesem Gerät entfernt. Mit Netz kommen sie beim Blättern wieder.`,
        ],
        acknowledge: undefined,
        cleared: 'Die Miniaturen wurden entfernt.',
      },
      pinned: {
        name: 'Offline gespeichert',
        hint: (count) => (count === 0 ? 'Noch nichts' : `${countOf(count, DATEIEN)} nach deiner Wahl.`),
        clear: 'Offline-Kopien entfernen',
        ask: (count) => [
          `${countOf(count, DATEIEN)} nach deiner Wahl ${count === 1 ? 'wird' : 'werden'} von diesem Gerät entfernt, und nichts ist mehr offline gespeichert.`,
          'Die Fotos bleiben in der Bibliothek. Um sie wieder hier zu haben, müssen sie noch einmal heruntergeladen werden.',
        ],
        acknowledge: 'Ich lade sie wieder herunter, wenn ich sie brauche',
        cleared: 'Nichts ist mehr offline gespeichert.',
      },
      device: {
        name: 'Fotos dieses Geräts',
        hint: (count) =>
          count === 0 ? 'Keine hinzugefügt' : `${countOf(count, FOTOS)}, hier hinzugefügt und sonst nirgends.`,
        clear: 'Fotos dieses Geräts löschen',
        ask: (count) => [
          `${countOf(count, FOTOS)}, in diesem Browser hinzugefügt, ${count === 1 ? 'wird' : 'werden'} gelöscht.`,
          'Auf keinem Server gibt es eine Kopie. Nichts bringt sie zurück, wenn du sie nicht anderswo hast.',
        ],
        acknowledge: 'Ich habe diese Fotos anderswo oder brauche sie nicht',
        cleared: 'Die Fotos dieses Geräts wurden gelöscht.',
      },
      app: { name: 'App und Listen', hint: () => 'Womit sich Afterimage ohne Netz öffnet.', clear: '' },
    },
    export: 'Exportieren',
    exporting: (done, total) => `${number(done)} von ${number(total)} exportiert.`,
    exportStopped:
      'Der Export wurde beendet, weil die Seite verlassen wurde. Was schon geschrieben ist, ist vollständig.',
    exported: (count, failed) =>
      failed.length === 0
        ? `${countOf(count, FOTOS)} exportiert.`
        : `${countOf(count, FOTOS)} exportiert. Nicht gelesen werden konnten: ${failed.join(', ')}.`,
    given: (size) => `${size} sind wieder frei.`,
    limits: 'Grenzen',
    thumbnailBudget: 'Miniaturen dürfen belegen',
    thumbnailBudgetHint: 'Darüber hinaus werden die zuerst entfernt, die am längsten nicht zu sehen waren.',
    thumbnailRoom: (count) => `Platz ist für etwa ${number(count)}.`,
    drops: (size, count) => `${size} (entfernt etwa ${number(count)})`,
    memoryBudget: 'Geöffnete Fotos dürfen belegen',
    memoryHint:
      'Arbeitsspeicher dieses Fensters, damit Fotos bei der Rückkehr sofort da sind. Nichts davon wird gespeichert.',
    automatic: (size) => `Automatisch (${size})`,
    keeping: 'Wie lange es bleibt',
    promised: 'Der Browser hat versprochen, es zu behalten, bis du es löschst.',
    notPromised: 'Der Browser kann es entfernen, wenn der Platz auf dem Gerät knapp wird.',
    refused:
      'Der Browser hat es nicht versprochen. Oft hilft es, Afterimage zu installieren oder öfter zu benutzen und dann noch einmal zu fragen.',
    unknown: 'Dieser Browser sagt nicht, ob er es behält.',
    sevenDays:
      'Safari entfernt es nach 7 Tagen ohne Besuch, außer wenn Afterimage auf dem Home-Bildschirm oder im Dock ist. Installieren, um es zu behalten.',
    ask: 'Den Browser bitten, es zu behalten',
    space: (size) => `Der Browser erlaubt noch etwa ${size}.`,
    byMonth: 'Nach Monaten',
    noMonth: 'Monat noch nicht bekannt',
    monthTier: (tier, count, size) =>
      ({
        thumbnails: `${countOf(count, MINIATUREN)}, ${size}`,
        pinned: `${number(count)} offline gespeichert, ${size}`,
        device: `${number(count)} von diesem Gerät, ${size}`,
      })[tier],
    nothing: 'Noch ist nichts gespeichert.',
    more: 'Weitere Monate anzeigen',
    deleteEverything: 'Alles löschen',
    deleteHint:
      'Danach ist dieses Gerät, als wäre Afterimage hier nie geöffnet worden. Die Bibliothek auf ihrem Server bleibt, wie sie ist.',
    deleteAction: 'Alles löschen',
    deleteLines: (thumbnails, pinned, device) => [
      `Von diesem Gerät entfernt werden: ${[
        ...(thumbnails > 0 ? [countOf(thumbnails, MINIATUREN)] : []),
        ...(pinned > 0 ? [`${countOf(pinned, DATEIEN)} offline gespeichert`] : []),
        'die Listen der Bibliothek und deine Einstellungen',
      ].join(', ')}.`,
      ...(device > 0
        ? [
            `Auch gelöscht ${device === 1 ? 'wird' : 'werden'} ${countOf(device, FOTOS)}, auf diesem Gerät hinzugefügt. Auf keinem Server gibt es eine Kopie, und nichts bringt sie zurück.`,
          ]
        : []),
    ],
    deleteNewer:
      'Dieses Gerät wurde mit einer neueren Version von Afterimage benutzt, und nur die weiß, was gespeichert ist. Alles davon wird entfernt, auch die Fotos, die auf diesem Gerät hinzugefügt wurden. Auf keinem Server gibt es eine Kopie, und nichts bringt sie zurück.',
    deleteAcknowledge: (device) =>
      device > 0 ? 'Ich habe die Fotos dieses Geräts anderswo oder brauche sie nicht' : 'Ich möchte hier neu anfangen',
  },
  add: {
    photos: 'Fotos hinzufügen',
    folder: 'Ordner hinzufügen',
    drop: 'Fotos hier ablegen, um sie diesem Gerät hinzuzufügen',
    pasted: 'Eingefügtes Bild',
    panel: 'Fotos werden hinzugefügt',
    adding: (total) => `${countOf(total, DATEIEN)} ${total === 1 ? 'wird' : 'werden'} hinzugefügt`,
    progress: (settled, total) => `${number(settled)} von ${number(total)}`,
    cancel: 'Abbrechen',
    close: 'Schließen',
    show: 'Anzeigen',
    which: 'Welche',
    done: (added, already, failed, left) =>
      [
        added > 0 || already + failed + left === 0 ? `${countOf(added, FOTOS)} hinzugefügt.` : '',
        already > 0 ? `${countOf(already, FOTOS)} schon da.` : '',
        failed > 0
          ? `${countOf(failed, DATEIEN)} ${failed === 1 ? 'konnte' : 'konnten'} nicht hinzugefügt werden.`
          : '',
        left > 0 ? `${countOf(left, DATEIEN)} ausgelassen, weil abgebrochen wurde.` : '',
      ]
        .filter(Boolean)
        .join(' '),
    alreadyHere: 'ist schon da',
    left: 'wurde ausgelassen',
    unfinished: (count) =>
      `Beim letzten Mal wurde die App geschlossen, bevor ${countOf(count, DATEIEN)} hinzugefügt ${count === 1 ? 'war' : 'waren'}.`,
    retry: 'Erneut versuchen',
    refused: {
      'no-worker':
        'Dieser Browser lässt die App hier nichts speichern, wie in einem privaten Fenster. Deshalb können keine Fotos hinzugefügt werden.',
      'storage-full': 'Auf diesem Gerät ist kein Platz mehr, deshalb können keine Fotos hinzugefügt werden.',
      other: 'Die Fotos konnten gerade nicht hinzugefügt werden.',
    },
    sharedRefused: 'Was geteilt wurde, konnte nicht gespeichert werden. Vielleicht ist kein Platz mehr.',
    problems: {
      'not-an-image': 'ist kein Bild',
      unsupported: 'ist ein Bild, das hier nicht angezeigt werden kann',
      empty: 'ist leer',
      'too-large': 'ist zu groß für dieses Gerät',
      'cannot-decode': 'ist beschädigt oder von einer Art, die dieser Browser nicht anzeigen kann',
      'no-decoder':
        'braucht einen Teil von Afterimage, der nicht geladen werden konnte. Mit Netz noch einmal hinzufügen',
      unreadable: 'konnte nicht gelesen werden',
      'storage-full': 'fand keinen Platz mehr',
      'not-kept': 'konnte nicht gespeichert werden',
    },
  },
  device: {
    delete: 'Löschen',
    download: 'Herunterladen',
    deleted: (count) => (count === 1 ? 'Das Foto wurde gelöscht.' : `${countOf(count, FOTOS)} wurden gelöscht.`),
    notDeleted: (count) =>
      count === 1
        ? 'Das Foto konnte nicht gelöscht werden.'
        : `${countOf(count, FOTOS)} konnten nicht gelöscht werden.`,
    restoring: (count) =>
      count === 1 ? 'Das Foto wird zurückgeholt.' : `${countOf(count, FOTOS)} werden zurückgeholt.`,
    notRestored: (count) =>
      count === 1
        ? 'Das Foto konnte nicht zurückgeholt werden.'
        : `${countOf(count, FOTOS)} konnten nicht zurückgeholt werden.`,
    notRead: 'Die Datei dieses Fotos konnte nicht gelesen werden.',
    undo: 'Rückgängig',
  },
  originals: {
    name: 'Originaldateien',
    downloading: (name) => `${name} wird heruntergeladen`,
    share: 'Teilen',
    fetching: (name) => `${name} wird zum Teilen geholt`,
    ready: (name) => `Bereit zum Teilen: ${name}`,
    shareNow: 'Jetzt teilen',
    offline: 'Offline, und das Original ist nicht auf diesem Gerät.',
    missing: (count, names) =>
      `${number(names.length)} von ${countOf(count, FOTOS)} nicht zu bekommen: ${names.slice(0, 10).join(', ')}${names.length > 10 ? ' …' : '.'}`,
  },
  shell: {
    actions: 'Aktionen',
    overlay: 'Cache-Ebenen',
    install: 'Installieren',
    installTitle: 'Afterimage installieren',
    installSteps: {
      'home-screen': ['Auf „Teilen“ tippen, das Quadrat mit dem Pfeil.', '„Zum Home-Bildschirm“ wählen.'],
      dock: ['In Safari das Menü „Ablage“ öffnen.', '„Zum Dock hinzufügen“ wählen.'],
      'firefox-menu': [
        'Das Menü von Firefox öffnen, die drei Punkte.',
        '„Installieren“ oder „Zum Startbildschirm hinzufügen“ wählen.',
      ],
    },
    installHints: {
      'home-screen':
        'Die App hat einen eigenen Speicher: Was hier hinzugefügt oder offline behalten wurde, bleibt in Safari.',
      dock: 'Dafür ist macOS 14 oder neuer nötig. Die App hat einen eigenen Speicher: Was hier hinzugefügt oder offline behalten wurde, bleibt in Safari.',
      'firefox-menu': 'Was hier hinzugefügt oder offline behalten wurde, ist auch dort.',
    },
    welcome: 'Afterimage hält Fotos griffbereit: Sie öffnen sich sofort, auch ohne Netz.',
    understood: 'Verstanden',
    offline: 'Offline',
    photosAsOf: (age) => `. Stand der Fotos: ${age}.`,
    offlineHint: 'Zu sehen ist, was auf diesem Gerät gespeichert ist',
    updateReady: 'Eine neue Version ist bereit.',
    update: 'Aktualisieren',
    later: 'Später',
    retry: 'Erneut versuchen',
    emptyTitle: 'Noch keine Fotos',
    emptyHint: 'Fotos dieses Geräts hinzufügen: Sie bleiben hier und sind auch offline zu sehen.',
    deletedTitle: 'Auf diesem Gerät wurde alles gelöscht',
    deletedHint: 'Von Afterimage ist hier nichts mehr gespeichert, nur die App selbst.',
    beginAnew: 'Neu anfangen',
    failedTitle: 'Die Bibliothek kann nicht angezeigt werden',
  },
});
