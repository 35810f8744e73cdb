// Reading a QR code as a phone does: from what is on the screen.
import type { Locator } from '@playwright/test';
import jsQR from 'jsqr';
import { PNG } from 'pngjs';

/** What the QR code in this part of the page says. */
export async function scan(locator: Locator): Promise<string> {
  await locator.scrollIntoViewIfNeeded();
  return readQr(await locator.screenshot());
}

/** What the QR code in this picture (PNG) says. */
export function readQr(picture: Buffer): string {
  const { data, width, height } = PNG.sync.read(picture);
  const code = jsQR(new Uint8ClampedArray(data), width, height);
  if (!code) throw new Error(`no QR code to be read in ${width} x ${height} pixels`);
  return code.data;
}
