// The release server under test: started once, on demonstration data in a folder of its own.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BINARY = resolve(__dirname, process.env.SERVER_BIN || '../target/release/server');
const LOG = join(__dirname, 'test-results/server.log');

type Running = { child: ChildProcess; folder: string };
let running: Running | undefined;

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function logTail(): string {
  return readFileSync(LOG, 'utf8').split('\n').slice(-40).join('\n');
}

/** What a server of the tests' own needs: settings for its environment. */
function environment(folder: string, port: number, url: string): NodeJS.ProcessEnv {
  // Only these: a setting in the developer's shell must not reach the server.
  return {
    PATH: process.env.PATH,
    HOME: process.env.HOME,
    RUST_LOG: process.env.RUST_LOG,
    RUST_BACKTRACE: '1',
    LISTEN_ADDR: `127.0.0.1:${port}`,
    METRICS_ADDR: '127.0.0.1:0',
    PUBLIC_URL: url,
    DATABASE_URL: `sqlite://${folder}/licensing.db`,
    STORAGE_URL: `file://${folder}/attachments`,
    DATA_DIR: folder,
    LEPTOS_SITE_ROOT: resolve(__dirname, '../target/site'),
    LEPTOS_HASH_FILES: 'true',
    TRUSTED_PROXIES: '127.0.0.1',
  };
}

/** Has a program see another time: `-20d` is twenty days ago. Its timers run as ever. */
function at(time: string): NodeJS.ProcessEnv {
  const library = readdirSync('/usr/lib').map((folder) => `/usr/lib/${folder}/faketime/libfaketime.so.1`).find(existsSync);
  if (!library) throw new Error('faketime is missing: .ci/tools test installs it');
  return { LD_PRELOAD: library, FAKETIME: time, FAKETIME_DONT_FAKE_MONOTONIC: '1', FAKETIME_NO_CACHE: '1' };
}

export type Other = { url: string; folder: string; stop: () => Promise<void> };

/** One more server, on a folder of its own or one that was left, with these settings, at another time. The folder stays. */
export async function another({ settings = {}, folder = '', time = '', demo = false } = {}): Promise<Other> {
  const home = folder || mkdtempSync(join(tmpdir(), 'licensing-other-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = { ...environment(home, port, url), ...settings, ...(time && at(time)) };
  const run = (command: string) => spawn(BINARY, [command], { cwd: home, env, stdio: 'ignore' });
  if (demo) await once(run('demo'), 'exit');
  const child = run('serve');
  const stop = async () => {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    await exit;
  };
  try {
    await ready(child, url);
  } catch (error) {
    await stop();
    throw error;
  }
  return { url, folder: home, stop };
}

/** Starts the server and tells the tests, through the environment: BASE_URL, DATA_DIR (mail is in its `mail/`), SERVER_LOG, SERVER_PID. */
export async function start(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'licensing-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const env = environment(folder, port, url);

  mkdirSync(join(__dirname, 'test-results'), { recursive: true });
  const log = openSync(LOG, 'w');
  const run = (...command: string[]) => spawn(BINARY, command, { cwd: folder, env, stdio: ['ignore', log, log] });
  try {
    // With licences that are soon to expire: renewing is tested on them.
    const demo = run('demo', '--licensed', '3');
    const [code] = await once(demo, 'exit');
    if (code !== 0) throw new Error(`"server demo" ended with ${code}:\n${logTail()}`);

    const child = run('serve');
    running = { child, folder };
    const failure = once(child, 'error').then(([error]) => Promise.reject(error));
    failure.catch(() => {});
    await Promise.race([ready(child, url), failure]);

    process.env.BASE_URL = url;
    process.env.DATA_DIR = folder;
    process.env.SERVER_LOG = LOG;
    process.env.SERVER_PID = String(child.pid);
  } catch (error) {
    running?.child.kill('SIGKILL');
    running = undefined;
    rmSync(folder, { recursive: true, force: true });
    throw error;
  } finally {
    closeSync(log);
  }
}

async function ready(child: ChildProcess, url: string): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) {
      throw new Error(`"server serve" ended with ${child.exitCode ?? child.signalCode}:\n${logTail()}`);
    }
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  throw new Error(`${url}/readyz did not say yes within 30 s:\n${logTail()}`);
}

/** Stops the server as a service manager would; it must go by itself, and must not have panicked. */
export async function stop(): Promise<void> {
  if (!running) return;
  const { child, folder } = running;
  running = undefined;
  const problems: string[] = [];

  if (child.exitCode !== null || child.signalCode !== null) {
    problems.push(`The server ended during the tests, with ${child.exitCode ?? child.signalCode}.`);
  } else {
    const exit = once(child, 'exit');
    child.kill('SIGTERM');
    const inTime = await Promise.race([exit.then(() => true), sleep(15_000, false, { ref: false })]);
    if (!inTime) {
      child.kill('SIGKILL');
      await exit;
      problems.push('The server was still there 15 s after SIGTERM.');
    } else if (child.exitCode !== 0) {
      problems.push(`After SIGTERM the server ended with ${child.exitCode ?? child.signalCode} instead of 0.`);
    }
  }

  rmSync(folder, { recursive: true, force: true });
  const panics = readFileSync(LOG, 'utf8').match(/^.*panicked.*\n?.*/gm); // the message is on the line after
  if (panics) problems.push(`The server panicked:\n${panics.join('\n')}`);
  if (problems.length > 0) throw new Error(`${problems.join('\n')}\nIts log: ${LOG}`);
}
