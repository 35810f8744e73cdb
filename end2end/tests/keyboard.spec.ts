import type { Locator, Page } from '@playwright/test';
import { Api, electrician, type Electrician } from './helpers/api';
import { expectTotals, openTab, rows } from './helpers/enterprise';
import { field } from './helpers/page';
import { newEnterprise } from './helpers/people';
import { expect, test } from './helpers/test';

/** Presses Tab until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  await expect(target).toBeFocused();
}

/** Which part of a date this browser asks for first depends on the language of its own windows. */
async function typesYearFirst(page: Page): Promise<boolean> {
  const blank = await page.context().newPage();
  await blank.setContent('<label>Day <input type="date" max="2199-12-31"></label>');
  await blank.getByLabel('Day').focus();
  await blank.keyboard.type('11122013');
  const yearFirst = (await blank.getByLabel('Day').inputValue()) !== '2013-11-12';
  await blank.close();
  return yearFirst;
}

async function typeDate(page: Page, day: string, yearFirst: boolean): Promise<void> {
  const [year, month, date] = day.split('-');
  await page.keyboard.type(yearFirst ? year + month + date : month + date + year);
}

/** Fills the dialog's fields in their order, by keys alone; Enter sends it. */
async function type(page: Page, dialog: Locator, person: Electrician, kind: number, yearFirst: boolean): Promise<void> {
  await expect(field(dialog, '姓名')).toBeFocused();
  await page.keyboard.insertText(person.name); // as an input method does
  await page.keyboard.press('Tab');
  await expect(field(dialog, '身份证号码')).toBeFocused();
  await page.keyboard.type(person.resident_id);
  await page.keyboard.press('Tab');
  for (let presses = 0; presses < kind; presses += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Tab');
  await expect(field(dialog, '证书编号')).toBeFocused();
  await expect(field(dialog, '证书编号')).toHaveValue(`T${person.resident_id}`);
  await page.keyboard.press('Tab');
  await typeDate(page, person.valid_from, yearFirst);
  await tabTo(page, field(dialog, '有效期止'));
  await typeDate(page, person.valid_until, yearFirst);
  await expect(field(dialog, '有效期起')).toHaveValue(person.valid_from);
  await expect(field(dialog, '有效期止')).toHaveValue(person.valid_until);
  await page.keyboard.press('Enter');
}

test('只用键盘连续新增电工：回车保存并给出下一条', async ({ page, complaints }) => {
  complaints.expectStatus(422);
  const yearFirst = await typesYearFirst(page);
  const api = new Api(page.request);
  await api.register(newEnterprise());
  await openTab(page, await api.start(), 'electricians');

  await tabTo(page, field(page, '发证机关'));
  await page.keyboard.insertText('上海市应急管理局');
  const add = page.getByRole('button', { name: '新增', exact: true });
  await page.keyboard.press('Shift+Tab');
  await expect(add).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '新增电工' });

  const [one, two] = [electrician(), electrician('cable')];
  await type(page, dialog, one, 1, yearFirst);
  await expect(dialog.getByRole('status')).toHaveText(`已保存：${one.name}`);
  await expect(field(dialog, '姓名')).toHaveValue('');
  await type(page, dialog, two, 3, yearFirst);
  await expect(dialog.getByRole('status')).toHaveText(`已保存：${two.name}`);

  // The same person again is refused, and the way to the field is one key away.
  await type(page, dialog, one, 1, yearFirst);
  const summary = dialog.getByRole('alert');
  await expect(summary).toBeFocused();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(field(dialog, '身份证号码')).toBeFocused();

  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(add).toBeFocused();
  await expectTotals(page, { 合计: 2, 高压电工: 1, 电力电缆: 1 });
  await expect(rows(page)).toHaveCount(2);
});

test('键盘可跳过导航直达内容，换页后焦点在新页标题', async ({ page }) => {
  await new Api(page.request).register(newEnterprise());
  await page.goto('/');
  await page.locator('body[data-hydrated]').waitFor();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: '跳到主要内容' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();

  await tabTo(page, page.getByRole('button', { name: /许可证新申请/ }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('button', { name: '一般性申请' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: /许可证新申请/ })).toBeVisible(); // loaded anew
  await page.locator('body[data-hydrated]').waitFor();
  await tabTo(page, page.getByRole('link', { name: '首页' }).last());
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: '首页' })).toBeFocused();
});
