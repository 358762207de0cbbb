// SPDX-FileCopyrightText: 2026 The danchu authors
// SPDX-License-Identifier: AGPL-3.0-or-later
// Browser tests: node run.mjs   (npm ci once; DANCHU_BIN: the program, CHROMIUM: the browser, SHOTS: folder for pictures)
// The last line is "N passed, N failed".
import assert from 'node:assert/strict';
import {readFileSync, mkdirSync} from 'node:fs';
import {createRequire} from 'node:module';
import {assertFits} from './fits.mjs';
import {openWorld, openVisitor, signIn} from './world.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const program = process.env.DANCHU_BIN || new URL('../../build/release/danchu', import.meta.url).pathname;
const shots = process.env.SHOTS;
const OFFICE = 'Lê Thị Thu Hằng', OFFICER = 'Đỗ Thanh Tùng', UNIT = 'Bùi Minh Đức', VIEWER = 'Đinh Thị Ánh', UNION = 'Ngô Thị Ngọc Lan';
const WIDE = {width: 1366, height: 768}, PHONE = {width: 390, height: 844};
const world = await openWorld(program);
const tests = [];
const test = (name, run) => tests.push({name, run});

// Opens a task from the board, as a person does.
async function openTask(page, ref) {
  await page.goto('/ke-hoach?nhom=muc');
  await page.getByRole('row').filter({has: page.locator('b.num', {hasText: new RegExp(`^${ref.replaceAll('.', '\\.')}$`)})}).getByRole('link').click();
}

async function report(page, percent, state, result) {
  await page.getByLabel('Mức hoàn thành (%)').fill(String(percent));
  await page.getByLabel('Tình trạng').selectOption({label: state});
  if (result !== undefined) await page.getByLabel('Kết quả đến hôm nay').fill(result);
  await page.getByRole('button', {name: 'Lưu tiến độ'}).click();
}

async function end(visitor) {
  await visitor.context.close();
  assert.deepEqual(visitor.complaints, []);
}

async function assertAxe(page, what) {
  await page.evaluate(axe);
  const found = await page.evaluate(() => window.axe.run());
  assert.deepEqual(found.violations.map(v => `${what}: ${v.id} ${v.nodes.map(n => n.target).join(' ')}`), []);
}

async function shoot(page, name) {
  if (!shots) return;
  mkdirSync(shots, {recursive: true});
  await page.screenshot({path: `${shots}/${name}-${page.viewportSize().width}.png`, fullPage: true});
}

test('a link signs in once, and only by its button', async () => {
  const v = await openVisitor(world);
  await v.page.goto('/ke-hoach');
  assert.equal(new URL(v.page.url()).pathname, '/dang-nhap');
  await v.page.goto(world.links.get(OFFICE));
  await v.page.goto(world.links.get(OFFICE));
  await end(v);
  await end(await signIn(world, OFFICE));
  const late = await openVisitor(world);
  await late.page.goto(world.links.get(OFFICE));
  await late.page.getByRole('heading', {name: 'Liên kết không còn dùng được'}).waitFor();
  await end(late);
});

test('the board shows 31 tasks, figures that add up, and filters', async () => {
  const v = await signIn(world, OFFICE);
  const page = v.page;
  await page.goto('/ke-hoach');
  assert.equal(await page.locator('h1').innerText(), 'Bảng kế hoạch 2021');
  const rows = () => page.locator('tbody tr:not(.g)').count();
  assert.equal(await rows(), 31);
  const figures = (await page.locator('.figs b').allInnerTexts()).map(Number);
  assert.equal(figures.reduce((x, y) => x + y), 31);
  await page.getByText('Bản số hóa thiếu số văn bản').waitFor();
  assert.equal(figures.length, 5);
  await page.getByRole('heading', {name: 'Đang quá hạn'}).waitFor();
  await page.getByRole('link', {name: /nhiệm vụ quá hạn/}).click();
  assert.equal(await page.locator('.figs [aria-current]').innerText(), '2\nnhiệm vụ quá hạn');
  assert.match(await page.locator('.cnt').innerText(), /^2 nhiệm vụ: Quá hạn Bỏ lọc$/);
  await page.getByRole('link', {name: 'Bỏ lọc'}).click();
  assert.equal(await rows(), 31);
  await page.getByLabel('Tình trạng', {exact: true}).selectOption('qua-han');
  await page.getByRole('button', {name: 'Lọc'}).click();
  assert.equal(await rows(), 2);
  await page.getByLabel('Đơn vị', {exact: true}).selectOption({label: 'Phòng Quản lý Công nghệ'});
  await page.getByRole('button', {name: 'Lọc'}).click();
  assert.equal(await rows(), 1);
  await page.goto('/ke-hoach?tinh-trang=xong&don-vi=1');
  await page.getByText('Không có nhiệm vụ nào khớp.').waitFor();
  await page.goto('/ke-hoach?sau=nonsense&nhom=%3Cx%3E&tinh-trang=zzz');
  assert.equal(await rows(), 31);
  await end(v);
});

test('no link of any page leads nowhere', async () => {
  const v = await signIn(world, OFFICE);
  const seen = new Set(['/dang-xuat']), next = ['/', '/en', '/ke-hoach', '/en/ke-hoach'];
  while (next.length) {
    const path = next.pop();
    if (seen.has(path)) continue;
    seen.add(path);
    const answer = await v.page.goto(path);
    assert.equal(answer.status(), 200, path);
    const found = await v.page.locator('a[href^="/"]').evaluateAll(all => all.map(x => x.getAttribute('href').split('#')[0]));
    next.push(...found.filter(x => !/[?]/.test(x)));
  }
  assert.ok(seen.size > 60, `only ${seen.size} pages`);
  await end(v);
});

test('a task is reported, and the refusal keeps what was typed', async () => {
  const v = await signIn(world, OFFICER);
  await openTask(v.page, 'II.9');
  await report(v.page, 55, 'Đang làm', 'Đã mời giảng viên, chốt 40 học viên.');
  await v.page.getByText('45% → 55%').waitFor();
  assert.match(await v.page.getByRole('status').innerText(), /^Đã lưu lúc 07:4\d: 55%, Đang làm\. Về bảng kế hoạch$/);
  await report(v.page, 60, 'Xong', 'Đã mở lớp cho 42 người.');
  assert.match(await v.page.title(), /^Lỗi: /);
  const wrong = 'Chọn “Xong” thì mức hoàn thành phải là 100. Sửa một trong hai.';
  await v.page.getByRole('alert').getByRole('link', {name: wrong}).click();
  assert.equal(await v.page.evaluate(() => document.activeElement.id), 'percent');
  assert.equal(await v.page.getByLabel('Mức hoàn thành (%)').getAttribute('aria-invalid'), 'true');
  assert.equal(await v.page.locator('#percent-loi').innerText(), wrong);
  assert.equal(await v.page.locator('#result').getAttribute('aria-invalid'), null);
  assert.equal(await v.page.getByLabel('Mức hoàn thành (%)').inputValue(), '60');
  assert.equal(await v.page.getByLabel('Kết quả đến hôm nay').inputValue(), 'Đã mở lớp cho 42 người.');
  await report(v.page, 60, 'Xong', 'ngắn');
  assert.equal(await v.page.getByRole('alert').getByRole('link').count(), 2); // all at once
  await report(v.page, 'sáu mươi', 'Đang làm');
  assert.match(await v.page.getByRole('alert').innerText(), /số nguyên từ 0 đến 100/);
  assert.equal(await v.page.getByLabel('Mức hoàn thành (%)').inputValue(), 'sáu mươi');
  await end(v);
});

// Two people open the same task; the second to save chooses field by field and loses nothing.
async function conflict(options, ref, name) {
  const one = await signIn(world, OFFICE, options), two = await signIn(world, OFFICER, options);
  await openTask(one.page, ref);
  await openTask(two.page, ref);
  const before = await one.page.getByLabel('Mức hoàn thành (%)').inputValue();
  await report(two.page, 56, 'Đang làm', 'Đã chốt 41 học viên.');
  await report(one.page, 61, 'Đang làm', 'Đã chốt 42 học viên của 8 đơn vị.');
  await one.page.getByRole('heading', {name: `${OFFICER} vừa lưu trước ông, bà`}).waitFor();
  for (const text of [`${before}%`, '56%', '61%', 'Đã chốt 41 học viên.'])
    assert.ok(await one.page.getByText(text, {exact: true}).first().isVisible(), text);
  assert.equal(await one.page.locator('#result').inputValue(), 'Đã chốt 42 học viên của 8 đơn vị.');
  if (name) {
    await assertAxe(one.page, name);
    await shoot(one.page, name);
  }
  // somebody saves again meanwhile: the page comes back, the choice is kept
  await one.page.locator('input[name=pick_percent][value=saved]').check();
  await two.page.reload();
  await report(two.page, 57, 'Đang làm', 'Đã chốt 41 học viên, thuê hội trường.');
  await one.page.getByRole('button', {name: 'Lưu bản đã ghép'}).click();
  assert.ok(await one.page.locator('input[name=pick_percent][value=saved]').isChecked());
  await one.page.getByRole('button', {name: 'Lưu bản đã ghép'}).click();
  await one.page.getByText('57%', {exact: true}).first().waitFor();
  assert.equal(await one.page.locator('#result').inputValue(), 'Đã chốt 42 học viên của 8 đơn vị.');
  await end(one);
  await end(two);
}
test('two reports at once: nothing is lost', () => conflict({}, 'II.9', 'conflict'));
test('two reports at once, on a phone', () => conflict({viewport: PHONE}, 'II.2', 'conflict'));
test('two reports at once, without script', () => conflict({javaScriptEnabled: false}, 'II.5', null));

test('Back, another text, saved again: at most one page of choices, then it is saved', async () => {
  const v = await signIn(world, OFFICE);
  await openTask(v.page, 'II.4');
  const hidden = v.page.locator('form[action$="/tien-do"] input[type=hidden]');
  const before = await hidden.evaluateAll(all => all.map(x => x.value));
  await report(v.page, 41, 'Đang làm', 'Bản thứ nhất của tôi.');
  await v.page.getByText('→ 41%').waitFor();
  await v.page.goBack();
  // as where the browser kept the page: its key is spent, its version is old
  await hidden.evaluateAll((all, values) => all.forEach((x, i) => { x.value = values[i]; }), before);
  await report(v.page, 42, 'Đang làm', 'Bản sửa sau khi quay lại.');
  await v.page.getByRole('button', {name: 'Lưu bản đã ghép'}).click();
  await v.page.getByText('41% → 42%').waitFor();
  await v.page.getByText('Bản sửa sau khi quay lại.').first().waitFor();
  await end(v);
});

test('a supporting unit reports its own part only', async () => {
  const v = await signIn(world, UNION);
  await openTask(v.page, 'II.8');
  await v.page.getByRole('heading', {name: 'Báo tiến độ phần của Công đoàn Sở'}).waitFor();
  await report(v.page, 30, 'Đang làm', 'Đã mời hai đoàn viên góp ý.');
  await v.page.getByText('báo phần của Công đoàn Sở:').waitFor();
  assert.match(await v.page.locator('.ph').innerText(), /Đang làm/);
  await end(v);
});

test('who may only look sees no form and is refused', async () => {
  const v = await signIn(world, VIEWER);
  await openTask(v.page, 'II.1');
  assert.equal(await v.page.getByRole('button', {name: 'Lưu tiến độ'}).count(), 0);
  const address = `${v.page.url()}/tien-do`;
  await v.page.goto('/toi');
  const t = await v.page.locator('input[name=t]').first().inputValue();
  const [answer] = await Promise.all([v.page.waitForResponse(r => r.request().method() === 'POST'), v.page.evaluate(
    ([action, fields]) => {
      const form = document.body.appendChild(Object.assign(document.createElement('form'), {action, method: 'post'}));
      for (const [name, value] of Object.entries(fields))
        form.append(Object.assign(document.createElement('input'), {name, value}));
      form.submit();
    }, [address, {t, k: 'a-key-of-my-own', version: '3', percent: '1', state: 'doing', result: ''}])]);
  assert.equal(answer.status(), 404);
  await end(v);
});

test('without script: sign in, filter, report', async () => {
  const v = await signIn(world, UNIT, {javaScriptEnabled: false});
  await v.page.goto('/ke-hoach');
  await v.page.getByLabel('Nhóm theo').selectOption('han');
  await v.page.getByRole('button', {name: 'Lọc'}).click();
  await v.page.getByText('Hạn trong tháng 06/2021').waitFor();
  await openTask(v.page, 'II.3');
  await report(v.page, 75, 'Đang làm', 'Đã khảo sát năm mô hình.');
  await v.page.getByText('60% → 75%').waitFor();
  await end(v);
});

test('keyboard only: skip link first, a ring on every stop, a report sent', async () => {
  const v = await signIn(world, OFFICE);
  const page = v.page;
  await page.goto('/ke-hoach');
  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  let stops = 1;
  for (; stops < 300; stops++) {
    await page.keyboard.press('Tab');
    const ring = await page.evaluate(() => {
      const e = document.activeElement;
      if (!e || e === document.body) return null;
      const s = getComputedStyle(e);
      return s.outlineStyle !== 'none' || s.boxShadow !== 'none';
    });
    if (ring === null) break;
    assert.ok(ring, `stop ${stops} shows no ring`);
  }
  assert.ok(stops > 40 && stops < 300, `${stops} stops`);
  await openTask(page, 'II.10');
  const until = async id => {
    for (let i = 0; i < 80 && await page.evaluate(() => document.activeElement.id) !== id; i++) await page.keyboard.press('Tab');
  };
  await until('percent');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('36');
  await until('result');
  await page.keyboard.press('Control+A');
  await page.keyboard.type('Đã nhắc hai đơn vị.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('35% → 36%').waitFor();
  await end(v);
});

test('English is complete: no Vietnamese outside of what is marked as such', async () => {
  const v = await signIn(world, OFFICE);
  await openTask(v.page, 'II.9');
  const task = new URL(v.page.url()).pathname;
  for (const path of ['/en', '/en/kiem-tra', '/en/ke-hoach', '/en/ke-hoach?nhom=han', `/en${task}`]) {
    await v.page.goto(path);
    assert.equal(await v.page.getAttribute('html', 'lang'), 'en');
    const left = await v.page.evaluate(() => {
      const vietnamese = /[ăâđêôơưàằầèềìòồờùừỳảẳẩẻểỉỏổởủửỷãẵẫẽễĩõỗỡũữỹáắấéếíóốớúứýạặậẹệịọộợụựỵ]/i, found = [];
      const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
      for (let n; (n = walk.nextNode());) {
        if (n.parentElement.closest('[lang]').lang === 'en' && vietnamese.test(n.data)) found.push(n.data.trim());
      }
      return found;
    });
    assert.deepEqual(left, [], path);
  }
  await v.page.goto('/en/ke-hoach?nhom=muc');
  await v.page.getByRole('row').filter({has: v.page.locator('b.num', {hasText: /^II\.7$/})}).getByRole('link').click();
  await v.page.getByLabel('Completion (%)').fill('71');
  await v.page.getByRole('button', {name: 'Save progress'}).click();
  await v.page.getByText('70% → 71%').waitFor();
  assert.match(new URL(v.page.url()).pathname, /^\/en\/nhiem-vu\//);
  await end(v);
});

test('who answers for one unit begins at its tasks, and finds all of them', async () => {
  const v = await signIn(world, UNIT);
  await v.page.goto('/ke-hoach');
  assert.match(await v.page.locator('.cnt').innerText(), /^\d+ nhiệm vụ: Phòng Quản lý Công nghệ/);
  assert.ok(await v.page.locator('tbody tr:not(.g)').count() < 31);
  await v.page.getByRole('link', {name: 'Bỏ lọc'}).click();
  assert.equal(await v.page.locator('tbody tr:not(.g)').count(), 31);
  await end(v);
});

test('what is done late says so, inside and in public', async () => {
  const v = await signIn(world, OFFICE);
  await openTask(v.page, 'II.3');
  await report(v.page, 100, 'Xong', 'Đã chọn xong năm mô hình.');
  await v.page.getByText('Xong, muộn 3 ngày').first().waitFor();
  await v.page.goto('/ke-hoach?tinh-trang=xong');
  await v.page.getByText('Xong, muộn 3 ngày').waitFor();
  await v.page.getByText('đã xong, 1 muộn hạn').waitFor();
  await v.page.goto('/kiem-tra?tinh-trang=xong');
  await v.page.getByText('Xong, muộn 3 ngày').waitFor();
  await end(v);
});

test('a page of two hundred tasks says where one is, and the way back', async () => {
  const large = await openWorld(program, Array.from({length: 169}, (_, i) => `insert into task (org_id, id, plan_id, ref, sort,
      by_verb, by_due, title, text, verb, due_confirmed) select org_id, ${9000 + i}, plan_id, 'X.${i}', ${9000 + i}, 3, 2932896,
      'Việc ${i}', 'v', 'do', 0 from task order by id limit 1;`).join('') +
    `insert into task_tally select org_id, plan_id, 'none', '', 'not_started', 0, 0, 169, 0, 0, 0, 0 from task where id = 9000
      on conflict (org_id, plan_id, span, from_on, state) do update set n_do = n_do + 169;`);
  try {
    const staff = await signIn(large, OFFICE), citizen = await openVisitor(large);
    for (const [page, path] of [[staff.page, '/ke-hoach'], [citizen.page, '/kiem-tra']]) {
      await page.goto(path);
      assert.match(await page.locator('.pager').innerText(), /^1–50 trên 200/);
      await page.getByRole('link', {name: 'Các nhiệm vụ tiếp theo'}).click();
      assert.match(await page.locator('.pager').innerText(), /^51–100 trên 200/);
      await page.getByRole('link', {name: 'Về trang đầu'}).click();
      assert.match(await page.locator('.pager').innerText(), /^1–50 trên 200/);
    }
    await end(staff);
    await end(citizen);
  } finally {
    await large.close();
  }
});

test('a word of 3,000 letters widens no page, nor paper', async () => {
  const L = 'ạ'.repeat(3000);
  const wide = await openWorld(program, `update task set title = '${L}', text = '${L}', result = '${L}', due_text = '${L}',
      lead_text = '${L}', ref = ref || '${L}' where ref in ('II.1', 'II.12');
    update task set due_on = null, due_confirmed = 0, lead_unit_id = null where ref like 'II.12%';
    update task_progress set result = '${L}'; update unit set name = '${L}' where code = 'VP';
    update unit set short_name = '${L}' where code = 'TTr'; update plan set title = '${L}', document_number = '${L}',
      signer_name = '${L}', signer_position = '${L}', issuer = '${L}'; update person set title = '${L}' || id;
    update person set name = '${L}' where name = '${OFFICE}'; update org set short_name = '${L}', name = '${L}', parent_name = '${L}';
    update plan_citation set number = '${L}', type = '${L}', replaced_by = '${L}'; update report_period set name = '${L}', due_text = '${L}';
    update plan_warning set place = '${L}';`);
  try {
    for (const viewport of [WIDE, {width: 1000, height: 700}, PHONE, {width: 320, height: 640}]) {
      const staff = await signIn(wide, OFFICE, {viewport}), citizen = await openVisitor(wide, {viewport});
      await staff.page.goto('/ke-hoach');
      const task = await staff.page.locator('th.sty a').evaluateAll(all => all.find(x => x.textContent.length > 2000).getAttribute('href'));
      const pages = [[staff, '/ke-hoach'], [staff, `/en/ke-hoach?tinh-trang=${L}&nhom=${L}`], [staff, task], [staff, '/toi'],
        [citizen, '/'], [citizen, '/kiem-tra'], [citizen, `/dang-nhap?x=${L}`], [citizen, `/${L}`], [citizen, `/dang-nhap/${L}`]];
      for (const [v, path] of pages) {
        for (const media of viewport.width < 1000 ? ['screen'] : ['screen', 'print']) { // paper is not that narrow
          await v.page.emulateMedia({media});
          if (media === 'screen') await v.page.goto(path);
          await assertFits(v.page, `${path.slice(0, 30)} at ${viewport.width} on ${media}`);
        }
      }
      // what was typed and refused is shown again
      await staff.page.emulateMedia({media: 'screen'});
      await staff.page.goto(task);
      await staff.page.getByLabel('Mức hoàn thành (%)').fill(L.slice(0, 500));
      await staff.page.getByRole('button', {name: 'Lưu tiến độ'}).click();
      await staff.page.getByRole('alert').waitFor();
      await staff.page.waitForLoadState('load'); // with its style
      await assertFits(staff.page, `a refusal at ${viewport.width}`);
      await end(staff);
      await end(citizen);
    }
  } finally {
    await wide.close();
  }
});

test('the printed board keeps its marks, its units, the agency and the time', async () => {
  const v = await signIn(world, OFFICE);
  await v.page.goto('/ke-hoach');
  await v.page.emulateMedia({media: 'print'});
  const seen = await v.page.evaluate(() => {
    const style = e => getComputedStyle(e);
    return {mark: style(document.querySelector('.mx td.k2')).printColorAdjust, legend: style(document.querySelector('.lgd .k4')).printColorAdjust,
      line: style(document.querySelector('.pr')).display, text: document.querySelector('.pr').textContent};
  });
  assert.deepEqual([seen.mark, seen.legend, seen.line], ['exact', 'exact', 'block']);
  assert.match(seen.text, /Sở Khoa học và Công nghệ · Số liệu lúc 07:4\d, ngày 07\/06\/2021/);
  const pdf = await v.page.pdf({preferCSSPageSize: true, printBackground: false});
  const box = pdf.toString('latin1').match(/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/).slice(1).map(Number);
  assert.ok(box[0] > box[1], `${box}`); // A4 lies
  await v.page.setViewportSize({width: Math.floor((297 - 18) * 96 / 25.4), height: 700}); // between the margins of the paper
  await assertFits(v.page, 'the board on A4');
  await end(v);
});

test('axe finds nothing, nothing is cut off, at 1366, 390 and 320', async () => {
  const pages = [['home', '/'], ['home-en', '/en'], ['check', '/kiem-tra'], ['sign-in', '/dang-nhap'], ['board', '/ke-hoach'],
    ['board-en', '/en/ke-hoach'], ['board-empty', '/ke-hoach?don-vi=1'], ['task', null], ['link', world.links.get(VIEWER)]];
  for (const viewport of [WIDE, PHONE]) {
    const staff = await signIn(world, OFFICE, {viewport}), citizen = await openVisitor(world, {viewport});
    for (const [name, path] of pages) {
      const page = /^(board|task)/.test(name) ? staff.page : citizen.page;
      if (path) await page.goto(path);
      else await openTask(page, 'II.1');
      assert.equal(await page.locator('h1').count(), 1, name);
      await assertAxe(page, `${name} at ${viewport.width}`);
      await assertFits(page, name);
      const hangs = await page.evaluate(() => [...document.querySelectorAll('.mx')].some(e => innerWidth > 1180 && e.firstChild.offsetWidth > e.clientWidth));
      assert.ok(!hangs, `${name}: the matrix hangs over its frame`);
      await shoot(page, name);
      if (viewport === PHONE) {
        await page.setViewportSize({width: 320, height: 640});
        await assertFits(page, `${name} at 320`);
        await page.setViewportSize(PHONE);
      }
    }
    await end(staff);
    await end(citizen);
  }
});

test('the first public page costs at most 20 KB on the wire and names no official but the signer', async () => {
  const v = await openVisitor(world);
  const cdp = await v.context.newCDPSession(v.page);
  await cdp.send('Network.enable');
  let bytes = 0;
  cdp.on('Network.loadingFinished', e => { bytes += e.encodedDataLength; });
  await v.page.goto('/', {waitUntil: 'networkidle'});
  assert.ok(bytes > 3000 && bytes <= 20480, `${bytes} bytes`);
  assert.ok((await v.page.locator('main').innerText()).includes('Lê Minh Thuận'));
  await v.page.goto('/kiem-tra');
  const text = await v.page.locator('main').innerText();
  for (const name of [OFFICE, OFFICER, UNIT, UNION]) assert.ok(!text.includes(name), name);
  assert.ok(text.includes('Phòng Quản lý Công nghệ'));
  await end(v);
});

// Last: it ends everybody's session.
test('what was written when the session ended is shown, kept, and sent on after a new link', async () => {
  for (const viewport of [WIDE, PHONE]) {
    const v = await openVisitor(world, {viewport}), page = v.page, width = viewport.width;
    const look = async name => {
      assert.equal(await page.locator('h1').count(), 1, name);
      await assertAxe(page, `${name} at ${width}`);
      await assertFits(page, name);
      await shoot(page, name);
    };
    await page.goto(world.newLink('hang@so.example', '--invite'));
    await look('invitation');
    await page.getByLabel('Mật khẩu mới').fill('aaaaaaaaaaaaaa');
    await page.getByRole('button', {name: 'Đặt mật khẩu và vào hệ thống'}).click();
    await page.getByText('chỉ lặp lại vài ký tự').waitFor();
    await look('invitation-refused');
    await page.goto(world.newLink('hang@so.example'));
    await page.getByRole('button', {name: 'Vào hệ thống'}).click();
    await openTask(page, 'II.3');
    world.endSessions();
    await report(page, 31, 'Đang làm', `Đã họp lần ${width}, còn hai việc phải hỏi lại Sở.`);
    await page.getByText('Nội dung vừa viết đã được giữ lại').waitFor();
    await look('session-over');
    await page.goto(world.newLink('hang@so.example'));
    await page.getByRole('button', {name: 'Vào hệ thống'}).click();
    await page.getByRole('heading', {name: 'Nội dung chưa gửi'}).waitFor();
    assert.ok((await page.getByLabel('Nội dung đã viết').inputValue()).includes(`lần ${width}`));
    await look('draft');
    await page.getByRole('button', {name: 'Gửi tiếp'}).click();
    await page.getByText(`Đã họp lần ${width}`).first().waitFor();
    await page.goto('/toi/dang-viet');
    await page.getByText('Không có nội dung nào đang chờ gửi.').waitFor();
    await page.goto('/toi');
    await look('account');
    await page.goto('/dang-nhap/' + 'A'.repeat(43));
    await look('link-wrong');
    await end(v);
  }
});

test('too many wrong passwords: how long to wait, by no clock', async () => {
  const v = await openVisitor(world);
  await v.page.goto('/dang-nhap');
  for (let i = 0; i < 6; i++) {
    await v.page.getByLabel('Thư công vụ').fill('ai@so.example');
    await v.page.getByLabel('Mật khẩu').fill('không phải đâu nhé');
    await v.page.getByRole('button', {name: 'Đăng nhập', exact: true}).click();
    await v.page.getByRole('alert').waitFor();
  }
  assert.match(await v.page.getByRole('alert').innerText(), /Chờ \d+ giây rồi thử lại/);
  await shoot(v.page, 'too-many');
  await end(v);
});

let failed = 0;
const only = process.env.ONLY; // part of a name: only those tests
const chosen = tests.filter(t => !only || t.name.includes(only));
for (const {name, run} of chosen) {
  try {
    await run();
    console.log(`ok    ${name}`);
  } catch (e) {
    failed++;
    console.log(`FAIL  ${name}\n      ${String(e.message).split('\n').slice(0, 14).join('\n      ')}`);
  }
}
await world.close();
console.log(`${chosen.length - failed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
