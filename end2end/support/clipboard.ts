// What was copied, as a person finds out: by pasting it. Pages may not read the clipboard by themselves.
import type { Locator } from '@playwright/test';

export async function pasteInto(box: Locator): Promise<string> {
  await box.fill('');
  await box.press('ControlOrMeta+v');
  return box.inputValue();
}
