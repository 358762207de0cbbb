// SPDX-FileCopyrightText: 2026 The danchu authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// A demonstration of its own for one run: a fresh database, a server on a free port, one sign-in link a role, a browser
// that may speak to that server only.
import {spawn, execFileSync} from 'node:child_process';
import {mkdtempSync, openSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {createInterface} from 'node:readline';
import {chromium} from 'playwright-core';

const root = new URL('../..', import.meta.url).pathname;
const FLAGS = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage', '--lang=vi'];

// spoil: statements run on the database before it is served.
export async function openWorld(program, spoil = null) {
  const dir = mkdtempSync(join(tmpdir(), 'danchu-browser-'));
  const db = `sqlite:${dir}/danchu.db`;
  const links = new Map();
  for (const line of execFileSync(program, ['demo', 'make', '--db', db], {cwd: root, encoding: 'utf8', timeout: 60000}).split('\n')) {
    const found = line.match(/^http:\/\/[^/]+(\/dang-nhap\/\S+) {2}([^,]+),/);
    if (found) links.set(found[2], found[1]);
  }
  if (spoil) execFileSync('python3', ['-c', 'import sqlite3, sys; d = sqlite3.connect(sys.argv[1]); d.executescript(sys.stdin.buffer.read().decode()); d.close()',
    `${dir}/danchu.db`], {input: spoil, timeout: 20000});
  const server = spawn(program, ['serve', '--db', db, '--listen', '127.0.0.1:0', '--now', '2021-06-07T07:45+07:00'],
    {stdio: ['ignore', 'pipe', openSync(`${dir}/log`, 'w')]});
  let ending = false;
  const ended = new Promise(done => server.on('exit', (code, signal) => {
    // whatever it last said is the only trace of a crash
    if (!ending) console.log(`the server ended with ${code ?? signal}\n${readFileSync(`${dir}/log`, 'utf8').slice(-4000)}`);
    done();
  }));
  const base = await new Promise((resolve, reject) => {
    const wait = setTimeout(() => reject(new Error('the server did not start in 20 s')), 20000);
    createInterface({input: server.stdout}).on('line', line => {
      const port = line.match(/^http port (\d+)$/);
      if (port) { clearTimeout(wait); resolve(`http://127.0.0.1:${port[1]}`); }
    });
    server.on('exit', code => reject(new Error(`the server ended with ${code}`)));
  });
  const browser = await chromium.launch({executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: FLAGS});
  // The sessions of everybody end by age; a new link for one address.
  const endSessions = () => execFileSync('python3', ['-c', 'import sqlite3, sys, time\nwith sqlite3.connect(sys.argv[1]) as d:\n'
    + '    d.execute("update session set expires_us = ?", (int(time.time() * 1e6) - 1,))', `${dir}/danchu.db`], {timeout: 20000});
  const newLink = (email, ...more) => new URL(execFileSync(program, ['user', 'link', '--db', db, '--email', email, ...more],
    {encoding: 'utf8', timeout: 20000}).trim().split(/\s/)[0]).pathname;
  return {base, links, browser, endSessions, newLink, close: async () => {
    await browser.close();
    ending = true;
    server.kill('SIGTERM');
    await ended;
    rmSync(dir, {recursive: true});
  }};
}

// A browser without memory of the others.  What it complains about, and whom else it wants to call, is in complaints.
export async function openVisitor(world, options = {}) {
  const context = await world.browser.newContext({viewport: {width: 1366, height: 768}, locale: 'vi-VN', baseURL: world.base,
    ...options});
  const complaints = [];
  await context.route(url => !url.href.startsWith(world.base) && url.protocol !== 'data:', route => {
    complaints.push(`asked for ${route.request().url()}`);
    return route.abort();
  });
  context.on('weberror', e => complaints.push(String(e.error())));
  const page = await context.newPage();
  page.setDefaultTimeout(10000);
  page.on('console', message => {
    // the browser reports every answer of 400 and over; those are asked for on purpose
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) complaints.push(message.text());
  });
  return {context, page, complaints};
}

// Signs in by the link of that person; a link works once, so the session is kept for the next visitor of that name.
const sessions = new WeakMap();
export async function signIn(world, name, options = {}) {
  const visitor = await openVisitor(world, options);
  if (!sessions.has(world)) sessions.set(world, new Map());
  const cookies = sessions.get(world);
  if (cookies.has(name)) {
    await visitor.context.addCookies(cookies.get(name));
    return visitor;
  }
  await visitor.page.goto(world.links.get(name));
  await visitor.page.getByRole('button', {name: 'Vào hệ thống'}).click();
  cookies.set(name, await visitor.context.cookies());
  return visitor;
}
