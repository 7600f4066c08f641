const MB = 1_000_000;
/**
 * Bytes of decoded pictures to retain: a sixteenth of the memory that the device reports, or a guess where it
 * reports none. Phones get less, since their browsers end a tab long before the memory is used up.
 */
export function defaultBudgetBytes(device, coarsePointer) {
    const budget = device.deviceMemory === undefined ? 256 * MB : device.deviceMemory * 64 * MB;
    const phone = coarsePointer && device.maxTouchPoints > 0;
    return Math.min(Math.max(budget, 64 * MB), phone ? 192 * MB : 512 * MB);
}
