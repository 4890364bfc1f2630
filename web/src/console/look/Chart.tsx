import { BarChart, LineChart } from 'echarts/charts';
import { GridComponent, LegendComponent, TooltipComponent } from 'echarts/components';
import { type ECharts, init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { useEffect, useRef } from 'react';
import { useDark } from '../App';

use([BarChart, LineChart, GridComponent, LegendComponent, TooltipComponent, SVGRenderer]);

interface Props {
  readonly label: string;
  readonly kind: 'bar' | 'line';
  readonly names: readonly string[];
  readonly series: readonly { readonly name: string; readonly values: readonly number[] }[];
  readonly show?: (value: number) => string;
}

/** A chart that fills its card and follows its width; its label says to readers aloud what it is. */
export function Chart({ label, kind, names, series, show }: Props) {
  const dark = useDark();
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts>(null);

  useEffect(() => {
    const made = init(place.current!);
    chart.current = made;
    const observer = new ResizeObserver(() => made.resize());
    observer.observe(place.current!);
    return () => {
      observer.disconnect();
      made.dispose();
    };
  }, []);

  useEffect(() => {
    const quiet = dark ? '#9daaa4' : '#5f6b66';
    const line = dark ? '#2b3431' : '#e4e3dc';
    chart.current?.setOption({
      animationDuration: 300,
      color: dark ? ['#5cc3a8', '#f2c14e', '#7fb2e5'] : ['#0b6b57', '#d99a1c', '#3b73b9'],
      grid: { left: 8, right: 12, top: series.length > 1 ? 40 : 16, bottom: 8, containLabel: true },
      legend: { show: series.length > 1, top: 0, right: 0, icon: 'roundRect', itemWidth: 12, itemHeight: 12, textStyle: { color: quiet } },
      tooltip: { trigger: 'axis', confine: true, valueFormatter: show },
      xAxis: { type: 'category', data: names, axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, axisLabel: { color: quiet, hideOverlap: true } },
      yAxis: { type: 'value', minInterval: show ? 0 : 1, splitLine: { lineStyle: { color: line } }, axisLabel: { color: quiet, formatter: show } },
      series: series.map(({ name, values }) => ({
        name, type: kind, data: values, barMaxWidth: 36, itemStyle: { borderRadius: [6, 6, 0, 0] }, showSymbol: false, smooth: true, smoothMonotone: 'x',
        areaStyle: kind === 'line' ? { opacity: .12 } : undefined,
      })),
    }, true);
  }, [dark, kind, names, series, show]);

  return <div ref={place} className="chart" role="img" aria-label={label} />;
}
