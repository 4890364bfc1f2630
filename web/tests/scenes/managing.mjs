import assert from 'node:assert/strict';
import { test } from 'node:test';
import { balanceOf, memberPhone, picture, skip, stage, visit } from '../stage.mjs';

test('A code is voided with a reason, and a member who scans it learns so', { skip }, async () => {
  const { admin, member } = stage;
  await visit(admin, '/admin/codes?prefix=PAGE000009');
  const row = admin.locator('.ant-table-row', { hasText: 'PAGE000009' });
  await row.getByRole('button', { name: /作\s*废/ }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('button', { name: /作\s*废/ }).click();
  await dialog.getByText('必填').waitFor();
  await dialog.getByLabel('原因').fill('印错了');
  await dialog.getByRole('button', { name: /作\s*废/ }).click();
  await row.getByText('已作废').waitFor();
  await visit(member, '/m/c/PAGE000009');
  await member.waitForSelector('.result.bad');
});

test('Points are adjusted with a reason, and the member sees them at once', { skip }, async () => {
  const { admin, member } = stage;
  await visit(member, '/m');
  const balance = await balanceOf(member);
  await visit(admin, '/admin/members');
  await admin.getByLabel('按手机号查找会员').fill(memberPhone);
  await admin.getByRole('button', { name: /查\s*找/ }).click();
  await admin.getByRole('button', { name: '调整积分' }).click();
  const dialog = admin.getByRole('dialog');
  await dialog.getByRole('spinbutton', { name: '积分' }).fill('-900');
  await dialog.getByLabel('原因').fill('补偿');
  await dialog.getByRole('button', { name: '调整积分' }).click();
  await dialog.getByText('积分不足').waitFor();
  await dialog.getByRole('spinbutton', { name: '积分' }).fill('500');
  await dialog.getByRole('button', { name: '调整积分' }).click();
  await dialog.waitFor({ state: 'hidden' });
  await admin.locator('.ant-table-row', { hasText: '补偿' }).waitFor();
  await picture(admin, 'console-member');
  await member.locator('[data-testid=balance] .aloud', { hasText: (balance + 500).toLocaleString('zh-CN') }).waitFor();
});

test('The overview adds up what has happened', { skip }, async () => {
  const { admin } = stage;
  await visit(admin, '/admin');
  await admin.waitForFunction(() => document.querySelectorAll('.chart svg').length === 3);
  const codes = await admin.locator('.ant-statistic', { hasText: '已导入编码' }).locator('.ant-statistic-content').innerText();
  assert.equal(codes.trim(), '31,000');
  const redeemed = await admin.locator('.ant-statistic', { hasText: '兑换积分' }).locator('.ant-statistic-content').innerText();
  assert.equal(redeemed.trim(), '10');
  await picture(admin, 'console-overview');
});
