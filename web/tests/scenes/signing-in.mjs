import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adminPhone, desktop, memberPhone, phone, signedIn, signIn, skip, visit } from '../stage.mjs';

for (const [name, options, number, path, mark, key] of [
  ['m', phone, memberPhone, '/m/points', '.segments', 'loyalty.member'],
  ['admin', desktop, adminPhone, '/admin/codes?prefix=PAGE00001', '.ant-table-row', 'loyalty.admin'],
]) {
  test(`A token of /${name} that the gateway takes no more leads to sign-in and back to the same screen`, { skip }, async () => {
    const page = await signedIn(name, options, number);
    await page.evaluate((key) => {
      const [head, body] = sessionStorage.getItem(key).split('.');
      sessionStorage.setItem(key, `${head}.${body}.AAAA`);
    }, key);
    await visit(page, path);
    await page.getByText('登录已过期').waitFor();
    await signIn(page, number);
    await page.waitForSelector(mark);
    assert.ok(page.url().endsWith(path), page.url());
    await page.context().close();
  });
}

test('A token that runs out while the page is open leads to sign-in by itself', { skip }, async () => {
  const page = await signedIn('m', phone, memberPhone);
  await page.evaluate(() => {
    const [head, body, signature] = sessionStorage.getItem('loyalty.member').split('.');
    const claims = JSON.parse(atob(body.replaceAll('-', '+').replaceAll('_', '/')));
    claims.exp = Math.ceil(Date.now() / 1000) + 2;
    sessionStorage.setItem('loyalty.member', `${head}.${btoa(JSON.stringify(claims))}.${signature}`);
  });
  // Without the gateway's answers, only the page's own clock is left to notice.
  await page.route('**/graphql', () => {});
  await page.reload();
  await page.getByText('登录已过期').waitFor();
  await page.context().close();
});
