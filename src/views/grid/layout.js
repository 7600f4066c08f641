/** Most photos are 3:2 or 4:3, some upright: what an unloaded photo is taken for. */
const TYPICAL_RATIO = 1.4;
/** Panoramas and scrolls are cropped to these, or one photo would take a row as thin as a line. */
const NARROWEST = 0.5;
const WIDEST = 3;
/**
 * Justified rows by section: every row of a section but its last fills the width. Sections of a single short row
 * stand side by side, so that months with one photo do not make a page of holes.
 * Cost: O(photos of loaded sections) + O(sections).
 */
export function layOut(sections, options) {
    const boxes = [];
    let x = 0;
    let y = 0;
    let lineHeight = 0;
    for (const section of sections) {
        const rows = 'ratios' in section ? justify(section.ratios, options) : estimate(section.count, options);
        const width = Math.max(rows.width, Math.min(options.sectionWidth, options.width));
        if (x > 0 && x + width > options.width) {
            x = 0;
            y += lineHeight;
            lineHeight = 0;
        }
        const top = y + options.headingHeight;
        const tiles = rows.tiles.map((tile) => ({ ...tile, x: tile.x + x, y: tile.y + top }));
        boxes.push({ x, y, width, height: options.headingHeight + rows.height, tiles });
        x += width + options.sectionGap;
        lineHeight = Math.max(lineHeight, options.headingHeight + rows.height + options.gap);
    }
    return boxes;
}
/** Rows may be this much lower or higher than they aim at, to end a section without a hole. */
const LOWEST = 0.7;
const HIGHEST = 1.4;
/**
 * Breaks a section into rows so that their heights are as near as possible to the wanted one, and the last row is
 * full where it can be: like a paragraph's lines (Knuth and Plass, "Breaking paragraphs into lines", 1981).
 */
function justify(ratios, options) {
    const shown = ratios.map((ratio) => Math.min(Math.max(ratio, NARROWEST), WIDEST));
    const tiles = [];
    let y = 0;
    let widest = 0;
    for (const { from, to, height } of bestRows(shown, options)) {
        let x = 0;
        for (const ratio of shown.slice(from, to)) {
            tiles.push({ x, y, width: ratio * height, height });
            x += ratio * height + options.gap;
        }
        widest = Math.max(widest, x - options.gap);
        y += height + options.gap;
    }
    return { width: Math.min(widest, options.width), height: y - options.gap, tiles };
}
function bestRows(ratios, options) {
    const best = [{ from: 0, to: 0, height: 0, cost: 0 }];
    for (let to = 1; to <= ratios.length; to += 1) {
        let cheapest = { from: to - 1, to, height: 0, cost: Number.POSITIVE_INFINITY };
        let sum = 0;
        for (let from = to - 1; from >= 0; from -= 1) {
            sum += ratios[from] ?? 0;
            const height = (options.width - options.gap * (to - from - 1)) / sum;
            // A photo too wide for any row of the wanted height has a low row of its own.
            if (height < LOWEST * options.rowHeight && to - from > 1)
                break;
            const row = cheaperEnd(height, options.rowHeight, to === ratios.length);
            const cost = row.cost + (best[from]?.cost ?? Number.POSITIVE_INFINITY);
            if (cost < cheapest.cost)
                cheapest = { from, to, height: row.height, cost };
        }
        best.push(cheapest);
    }
    const rows = [];
    for (let row = best.at(-1); row && row.to > 0; row = best[row.from])
        rows.push(row);
    return rows.reverse();
}
/** A row either fills the width, at `fullHeight`, or keeps the wanted height and leaves a hole at its end. */
function cheaperEnd(fullHeight, rowHeight, isLast) {
    const full = { height: fullHeight, cost: (fullHeight / rowHeight - 1) ** 2 };
    if (fullHeight <= rowHeight)
        return full;
    // A hole in the middle of a month is a last resort; at its end it is what it costs to the eye.
    const hole = (isLast ? 0.1 : 10) + 0.3 * (1 - rowHeight / fullHeight);
    return fullHeight <= HIGHEST * rowHeight && full.cost <= hole ? full : { height: rowHeight, cost: hole };
}
/** What `justify` would give for `count` photos of the typical shape, without making them. */
function estimate(count, { width, rowHeight, gap }) {
    const perRow = Math.max(1, Math.ceil((width + gap) / (TYPICAL_RATIO * rowHeight + gap)));
    const fullHeight = (width - gap * (perRow - 1)) / (perRow * TYPICAL_RATIO);
    const fullRows = Math.floor(count / perRow);
    const rest = count % perRow;
    const height = fullRows * (fullHeight + gap) + (rest > 0 ? rowHeight + gap : 0) - gap;
    const lastWidth = rest * (TYPICAL_RATIO * rowHeight + gap) - gap;
    return { width: fullRows > 0 ? width : lastWidth, height, tiles: [] };
}
/** Index of the first box that ends below `y`: boxes are ordered by their line, so a binary search finds it. */
export function firstEndingBelow(boxes, y) {
    let low = 0;
    let high = boxes.length;
    while (low < high) {
        const middle = (low + high) >> 1;
        const box = boxes[middle];
        if (box && box.y + box.height <= y)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
