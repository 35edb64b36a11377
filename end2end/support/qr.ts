// Reads a QR code off the page, as a phone's camera would.
import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';

export async function readQrCode(code: Locator): Promise<string | undefined> {
  const picture = (await code.screenshot()).toString('base64');
  const { width, height, pixels } = await code.page().evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const brush = new OffscreenCanvas(image.width, image.height).getContext('2d')!;
    brush.drawImage(image, 0, 0);
    const { data, width, height } = brush.getImageData(0, 0, image.width, image.height);
    return { width, height, pixels: [...data] };
  }, picture);
  return jsQR.default(Uint8ClampedArray.from(pixels), width, height)?.data;
}
