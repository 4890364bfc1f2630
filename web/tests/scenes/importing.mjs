import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { picture, skip, stage, visit } from '../stage.mjs';
import { workbook } from '../workbook.mjs';

const rows = 30_000;

test('A workbook dropped on the console is imported with its progress, and a row that is no code is kept for download', { skip }, async () => {
  const { admin } = stage;
  await visit(admin, '/admin/batches');
  await admin.waitForSelector('.ant-upload-drag');
  const codes = Array.from({ length: rows }, (_, index) => `PAGE${String(index).padStart(6, '0')}`);
  const transfer = await admin.evaluateHandle((text) => {
    const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
    const files = new DataTransfer();
    files.items.add(new File([bytes], 'autumn.xlsx'));
    return files;
  }, workbook(['code', ...codes, 'AB CD']).toString('base64'));
  await admin.dispatchEvent('.ant-upload-drag .ant-upload-btn', 'drop', { dataTransfer: transfer });
  await admin.getByText('autumn.xlsx').waitFor();
  await admin.evaluate(() => {
    window.percents = new Set();
    new MutationObserver(() => {
      const bar = document.querySelector('[data-testid=import] [role=progressbar]');
      if (bar) window.percents.add(Number(bar.getAttribute('aria-valuenow')));
    }).observe(document.body, { subtree: true, childList: true, attributes: true });
  });
  await admin.getByRole('button', { name: '开始导入' }).click();
  await admin.waitForSelector('[data-testid=import][data-status=SUCCEEDED]');
  const figures = await admin.locator('.import-figures .ant-statistic-content').allInnerTexts();
  assert.deepEqual(figures.map((text) => text.trim()), ['30,001', '30,000', '0', '1']);
  const between = await admin.evaluate(() => [...window.percents].filter((percent) => percent > 0 && percent < 100));
  assert.ok(between.length > 0, 'the bar was seen between its ends');
  await picture(admin, 'console-import');
  const [download] = await Promise.all([
    admin.waitForEvent('download'), admin.getByRole('button', { name: '下载无效行' }).click(),
  ]);
  assert.equal(readFileSync(await download.path()).subarray(0, 2).toString(), 'PK');
});

test('What the filters leave is exported as a workbook, saying how far it is', { skip }, async () => {
  const { admin } = stage;
  await visit(admin, '/admin/codes?prefix=PAGE');
  await admin.locator('.ant-table-row').first().waitFor();
  await picture(admin, 'console-codes');
  await admin.evaluate(() => {
    window.said = [];
    new MutationObserver(() => {
      const text = document.querySelector('[data-testid=export] .numeric')?.textContent;
      if (text) window.said.push(text);
    }).observe(document.body, { subtree: true, childList: true, characterData: true });
  });
  const [download] = await Promise.all([
    admin.waitForEvent('download'), admin.getByRole('button', { name: '导出' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'codes.xlsx');
  const file = readFileSync(await download.path());
  assert.equal(file.subarray(0, 2).toString(), 'PK');
  assert.ok(file.length > 100_000, `${file.length} bytes`);
  const said = await admin.evaluate(() => window.said);
  assert.ok(said.some((text) => text.includes('/ 30,000')), said.join());
});
