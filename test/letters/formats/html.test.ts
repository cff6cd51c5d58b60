import { describe, expect, it } from 'vitest';
import { textOf } from './suite.ts';

/** Invented pages in the manner of several site systems; 青禾县 and what it answers do not exist. */
const LETTER = [
  '沈知秋委员：',
  '您提出的“关于推进村级共享菜园建设的提案”收悉，现答复如下：',
  '截至2024年6月底，全县建成共享菜园27处，盘活闲置土地318亩，受益群众一千二百余户。',
  '下一步，将在河口镇新建共享菜园5处，计划2025年3月底前开园，并完善灌溉设施。',
];
const paragraphs = LETTER.map((line) => `<p>　　${line}</p>`).join('\n');
const read = (html: string) => textOf(Buffer.from(html), 'a.html');
const body = (html: string) => read(html).then((text) => text.pages[0] ?? []);

describe('a page of a government site', () => {
  it('is the letter and its fields, without what stands around it', async () => {
    const text = await read(`<html><head><meta charset="utf-8"><title>对第086号提案的答复-青禾县人民政府</title>
      <meta name="SiteName" content="青禾县人民政府"><meta name="PubDate" content="2024-08-01"><meta name="ContentSource" content="县农业农村局">
      <style>.none-of-it{display:none} .x{color:red}</style></head><body>
      <div class="top-nav"><ul><li><a href="/">首页</a></li></ul></div>
      <div class="dqwz">您当前的位置：首页 > 政务公开 > 提案答复</div>
      <table class="tab"><tr><td>索 引 号：</td><td>QH01-2024-9</td><td>发布机构：</td><td>县农业农村局</td></tr>
      <tr><td>成文日期：</td><td>2024年07月16日</td><td>文　　号：</td><td>青农函〔2024〕18号</td></tr></table>
      <h1>对县政协九届三次会议第086号提案的答复</h1>
      <div class="info">发布时间：2024-08-01 来源：县农业农村局 浏览次数：18 字号：[大 中 小] 打印</div>
      <div class="article-box">${paragraphs}
      <p style="display:none">看不见的段落，里面写着假话。</p><p class="none-of-it">也看不见的段落。</p><p hidden>还是看不见。</p>
      <!-- 注释里的字 --><script>var s='脚本里的字，很长很长。'</script>
      <p align="right">青禾县农业农村局</p><p align="right">2024年7月16日</p>
      <div class="share">分享到：微信 微博</div></div>
      <div class="prev-next"><p>上一篇：<a href="a">关于另一件事的答复，内容也很长。</a></p></div>
      <div class="related"><h3>相关阅读</h3><p><a href="b">另一封信，说的是别的事情。</a></p></div>
      <div>主办：青禾县人民政府办公室 网站标识码：3900000001 版权所有</div></body></html>`);
    const lines = text.pages[0] ?? [];
    expect(text.fields).toMatchObject({
      索引号: 'QH01-2024-9',
      发布机构: '县农业农村局',
      成文日期: '2024年07月16日',
      文号: '青农函〔2024〕18号',
      发布时间: '2024-08-01',
      来源: '县农业农村局',
      网站名称: '青禾县人民政府',
    });
    const title = lines.indexOf('对县政协九届三次会议第086号提案的答复');
    expect(title).toBeGreaterThan(0);
    expect(lines.slice(0, title)).toContain('文号：青农函〔2024〕18号');
    expect(lines.slice(title + 1).map((line) => line.trim())).toEqual([...LETTER, '青禾县农业农村局', '2024年7月16日']);
  });

  it('parts a run-together line of fields', async () => {
    const { fields } = await read(
      `<body><h1>第086号提案答复</h1><div>索引号：Q-1文号：无发布机构：县水利局生成日期：2024-03-02公开方式：主动公开</div><div id="zoom">${paragraphs}</div></body>`,
    );
    expect(fields).toEqual({
      索引号: 'Q-1',
      文号: '无',
      发布机构: '县水利局',
      生成日期: '2024-03-02',
      公开方式: '主动公开',
    });
  });

  it('reads fields in bulleted, definition and two-line layouts, and leaves empty ones out', async () => {
    const layouts = [
      '<ul><li>【索引号】 Q-1</li><li>【发布机构】县水利局</li><li>【文号】</li></ul>',
      '<dl><dt>索引号</dt><dd>Q-1</dd><dt>发布机构</dt><dd>县水利局</dd></dl>',
      '<div><p>索　引　号：</p><p>Q-1</p><p>发布机构：</p><p>县水利局</p><p>文号：</p><p></p><p>有效性：</p></div>',
    ];
    for (const layout of layouts) {
      const { fields } = await read(`<body>${layout}<div class="TRS_Editor">${paragraphs}</div></body>`);
      expect(fields).toEqual({ 索引号: 'Q-1', 发布机构: '县水利局' });
    }
  });

  it('finds the letter without names, in a table that lays the page out, and its signature beside it', async () => {
    const cell = `<table><tr><td><a href="1">政务要闻</a><br><a href="2">通知公告</a></td><td><div>${paragraphs}</div><div>青禾县农业农村局</div><div>2024年7月16日</div></td></tr></table>`;
    const lines = await body(`<body><div><a href="/">首页</a></div>${cell}<p>上一篇：没有了</p></body>`);
    expect(lines.map((line) => line.trim())).toEqual([...LETTER, '青禾县农业农村局', '2024年7月16日']);
  });

  it('takes the title from the site when the page has no heading', async () => {
    const lines = await body(
      `<head><title>关于第086号提案的答复_青禾县人民政府</title></head><body><div id="zoom">${paragraphs}</div></body>`,
    );
    expect(lines[0]).toBe('关于第086号提案的答复');
  });

  it('joins source lines between Chinese characters and keeps those that <br> makes', async () => {
    const lines = await body(
      '<body><div id="zoom"><p>甲乙丙，\n   丁戊己。<br>English\nwords 2024年。</p><pre>一行，\n又一行。</pre></div></body>',
    );
    expect(lines).toEqual(['甲乙丙，丁戊己。', 'English words 2024年。', '一行，', '又一行。']);
  });

  it('finds facts that a list sets apart by looks alone, and not a menu', async () => {
    const facts =
      '<li><b>发文字号</b><span>青农函〔2024〕18号</span></li><li><b>公开范围</b><span>面向全社会公开</span></li>';
    const { fields } = await read(
      `<body><div><ul><li>信息公开指南</li><li>政务服务</li></ul><ul>${facts}</ul></div><div id="zoom">${paragraphs}</div></body>`,
    );
    expect(fields).toEqual({ 发文字号: '青农函〔2024〕18号', 公开范围: '面向全社会公开' });
  });

  it('pairs the cells of a form, also under labels that nobody lists', async () => {
    const rows = [
      ['提案编号', '0217', '会议届次', '县政协十届二次会议'],
      ['提案领办人', '柏青山', '分管领导意见', '同意'],
      ['办理结果分类', '☑A 已解决<br>□B 正在解决', '可否公开', '可以公开'],
    ];
    const table = rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('');
    const lines = await body(`<body><div id="zoom"><table border="1">${table}</table>${paragraphs}</div></body>`);
    expect(lines.slice(0, 6)).toEqual([
      '提案编号：0217',
      '会议届次：县政协十届二次会议',
      '提案领办人：柏青山',
      '分管领导意见：同意',
      '办理结果分类：☑A 已解决 □B 正在解决',
      '可否公开：可以公开',
    ]);
  });
});
