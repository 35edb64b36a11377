// Words that must not appear on a page, not even for a moment between two looks.
import type { ChromiumPerson } from './chromium.ts';

type Noting = { notedWords: string[] };

/** From now on the page notes each of these words that it shows. */
export async function noteWords({ page }: ChromiumPerson, words: string[]): Promise<void> {
  await page.evaluate((words) => {
    const noted: string[] = [];
    Object.assign(window, { notedWords: noted });
    const look = () => {
      const shown = document.body.innerText;
      noted.push(...words.filter((word) => shown.includes(word) && !noted.includes(word)));
    };
    look();
    new MutationObserver(look).observe(document.body, { childList: true, characterData: true, subtree: true });
  }, words);
}

/** What it has noted. */
export function notedWords({ page }: ChromiumPerson): Promise<string[]> {
  return page.evaluate(() => (window as unknown as Noting).notedWords);
}
