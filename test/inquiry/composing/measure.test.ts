import { describe, expect, it } from 'vitest';
import { askFit } from '../../../src/inquiry/composing/asks.ts';
import { figureFit } from '../../../src/inquiry/composing/figures.ts';
import { kindOfFigure } from '../../../src/inquiry/composing/measure.ts';

const told = (folded: string) => ({ folded, done: true, planned: false });

describe('the figure that is asked for', () => {
  it('is counted in the measure of the question', () => {
    const measure = kindOfFigure(['count'], '去年查了多少起');
    expect(askFit(['count'], told('查处违法行为731起'), measure)).toBe(1);
    expect(askFit(['count'], told('施划车道43.5公里'), measure)).toBeLessThan(0.5);
    expect(kindOfFigure(['count'], '有多少个')).toBeNull();
  });

  it('is a sum of its own kind', () => {
    const fine = kindOfFigure(['amount'], '那家厂罚了多少钱');
    expect(askFit(['amount'], told('处5000元罚款'), fine)).toBe(1);
    expect(askFit(['amount'], told('投资6800万元'), fine)).toBeLessThan(0.35);
    const spent = kindOfFigure(['amount'], '修这座桥花了多少钱');
    expect(askFit(['amount'], told('不收取费用'), spent)).toBeLessThan(0.35);
    expect(askFit(['amount'], told('总投资2亿元'), spent)).toBe(1);
  });

  it('leads to the sentence that prints it when it is specific', () => {
    const own = { folded: '授信总额8.7亿元' };
    expect(figureFit(['8.7亿'], own, [own])).toBe(2);
    expect(figureFit(['8.7亿'], { folded: '总额18.7亿元' }, [])).toBe(0);
    expect(figureFit(['20万'], { folded: '最高20万元' }, [{ folded: '最高20万元' }])).toBe(1);
    expect(figureFit([], own, [own])).toBe(0);
  });
});
