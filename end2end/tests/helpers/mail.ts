// Mail that the server has written to its folder instead of sending it.
import { expect } from '@playwright/test';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export type Mail = { to: string; subject: string; text: string };

/** Waits for the newest mail to this address; the server hands mail over every few seconds. */
export async function mailTo(address: string): Promise<Mail> {
  let mail: Mail | undefined;
  await expect
    .poll(async () => (mail = (await mailbox()).find(({ to }) => to.includes(address))), {
      message: `mail to ${address}`,
      timeout: 20_000,
    })
    .toBeDefined();
  return mail!;
}

/** Every mail, the newest first: names begin with the time. */
async function mailbox(): Promise<Mail[]> {
  const folder = join(process.env.DATA_DIR!, 'mail');
  const names = await readdir(folder).catch(() => []);
  const newest = names.filter((name) => name.endsWith('.eml')).sort().reverse();
  return Promise.all(newest.map(async (name) => parse(await readFile(join(folder, name)))));
}

/** Reads a mail of one part, as ours are. */
function parse(raw: Buffer): Mail {
  const source = raw.toString('latin1').replaceAll('\r\n', '\n');
  const end = source.indexOf('\n\n');
  const unfolded = source.slice(0, end).replace(/\n[ \t]+/g, ' ');
  const headers = new Map(
    unfolded.split('\n').map((line) => {
      const [name, ...value] = line.split(':');
      return [name.toLowerCase(), value.join(':').trim()];
    }),
  );
  const body = source.slice(end + 2);
  return {
    to: headers.get('to') ?? '',
    subject: decodeWords(headers.get('subject') ?? ''),
    text: decodeBody(body, headers.get('content-transfer-encoding') ?? '8bit'),
  };
}

function decodeBody(body: string, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case 'base64':
      return Buffer.from(body, 'base64').toString('utf8');
    case 'quoted-printable':
      return quotedPrintable(body.replace(/=\n/g, ''));
    default:
      return Buffer.from(body, 'latin1').toString('utf8');
  }
}

/** RFC 2047: `=?utf-8?b?…?=`. White space between two encoded words is not part of the text. */
function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, way: string, text: string) =>
      way.toLowerCase() === 'b' ? Buffer.from(text, 'base64').toString('utf8') : quotedPrintable(text.replaceAll('_', ' ')),
    );
}

function quotedPrintable(text: string): string {
  const bytes = text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
