import { openDatabase, type Settings } from './database.ts';

export async function readSetting<K extends keyof Settings>(name: K): Promise<Settings[K] | undefined> {
  // Each name holds its own type, as `writeSetting` is the only one that writes.
  return (await (await openDatabase()).get('settings', name)) as Settings[K] | undefined;
}

export async function writeSetting<K extends keyof Settings>(name: K, value: Settings[K]): Promise<void> {
  await (await openDatabase()).put('settings', value, name);
}

export async function forgetSetting(name: keyof Settings): Promise<void> {
  await (await openDatabase()).delete('settings', name);
}
