/** The page's only style sheet. Colours never stand alone: every verdict is a word as well. */
export const STYLE = `
:root{color-scheme:light dark;--ground:light-dark(#fbfbfa,#14171a);--card:light-dark(#fff,#1c2025);--text:light-dark(#1b1f24,#e4e7ea);--quiet:light-dark(#57606a,#a3adb8);--line:light-dark(#dfe2e6,#333a42);--soft:light-dark(#f1f3f5,#252b31);--link:light-dark(#0b57b0,#7cb7ff);--focus:light-dark(#0b57b0,#9ccaff);
--fail:light-dark(#b3261e,#ff8f86);--error:light-dark(#8a2a8f,#e19ae5);--blocked:light-dark(#5b4a9c,#b6a8ef);--warn:light-dark(#855300,#f0b455);--note:light-dark(#1f5fa8,#85baf5);--pass:light-dark(#1a6f37,#6fce8d);--skip:light-dark(#5c656e,#9aa4ae);--waived:light-dark(#0f6a6a,#68c7c7);
--got:light-dark(#fdecea,#43211f);--wanted:light-dark(#e6f4ea,#173424);--mono:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
:root[data-theme=light]{color-scheme:light}:root[data-theme=dark]{color-scheme:dark}
*{box-sizing:border-box}
html{scroll-padding-top:3.5rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
a{color:var(--link)}:focus-visible{outline:3px solid var(--focus);outline-offset:2px;border-radius:3px}
main{max-width:78rem;margin:0 auto;padding:0 1.25rem 4rem}
section{margin-top:2.75rem}
h1{font-size:clamp(1.45rem,3.6vw,2.2rem);line-height:1.22;margin:.35rem 0 .6rem;letter-spacing:-.012em;text-wrap:balance}
h2{font-size:1.3rem;margin:0 0 .8rem}h3{font-size:1.06rem;margin:0;line-height:1.4}h4{font-size:.8rem;margin:0 0 .25rem;color:var(--quiet);font-weight:600}
p{margin:.35rem 0}small{color:var(--quiet);font-size:.85rem}code,pre{font-family:var(--mono);font-size:.84rem}
pre{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
ul,ol{padding-left:1.3rem;margin:.4rem 0}
summary{cursor:pointer}summary h3{display:inline}
button,input,select{font:inherit;color:inherit;background:var(--card);border:1px solid var(--line);border-radius:6px;padding:.3rem .6rem;max-width:100%}
button{cursor:pointer}button:hover{background:var(--soft)}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.45rem .6rem;border-bottom:1px solid var(--line);vertical-align:top;font-weight:400}
thead th.wide-only{white-space:nowrap}thead th{font-weight:600;font-size:.82rem;color:var(--quiet)}.number{text-align:right;font-variant-numeric:tabular-nums}
caption{text-align:left;font-weight:600;padding-bottom:.3rem}
.visually-hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip-link{position:absolute;left:-99rem}.skip-link:focus{left:1rem;top:.5rem;background:var(--card);padding:.5rem 1rem;z-index:9}
nav{position:sticky;top:0;z-index:5;background:var(--ground);border-bottom:1px solid var(--line)}
nav div{max-width:78rem;margin:0 auto;padding:.45rem 1.25rem;display:flex;gap:1.1rem;align-items:center;overflow-x:auto;white-space:nowrap;font-size:.92rem}
nav a{text-decoration:none;color:var(--text)}nav a:hover{text-decoration:underline}nav button{margin-left:auto;font-size:.85rem}
.top{margin-top:1.5rem;padding:1.1rem 1.4rem;background:var(--card);border:1px solid var(--line);border-left:8px solid var(--pass);border-radius:8px}
.top.fair{border-left-color:var(--warn)}.top.bad{border-left-color:var(--fail)}
.rest{font-size:1.12rem}.kicker,.when{color:var(--quiet);font-size:.92rem;margin:0}.kicker strong{color:var(--text)}.url{font-family:var(--mono);font-size:.84rem}
.warnings{list-style:none;padding:.55rem .9rem;margin:.6rem 0;border:2px solid var(--warn);border-radius:6px;font-weight:600}
.numbers{display:grid;grid-template-columns:1fr 1fr 1.25fr;gap:1rem;margin-top:1rem}
.number-card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.9rem 1.1rem}.number-card p{color:var(--quiet);font-size:.92rem}
.number-card .big{font-size:2.5rem;line-height:1.1;color:var(--text);font-weight:650;letter-spacing:-.02em;margin:0}.big small{font-size:1.25rem;font-weight:400}
progress{width:100%;height:.6rem;accent-color:var(--pass);margin-top:auto}.number-card{display:flex;flex-direction:column}.number-card p{margin-bottom:.5rem}
.counts th,.counts td{padding:.18rem .4rem;border:0}
.pictures{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1.5rem;margin-top:1.5rem;align-items:start}
.bars thead th:first-child{text-transform:capitalize}.bars th,.bars td{padding:.22rem .5rem}.bars tbody th{width:1%;min-width:7.4rem}.bars td:nth-child(2){width:auto}.more{margin-top:.4rem}.more>summary{color:var(--quiet);font-size:.92rem;padding:.2rem .5rem}.more caption{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}.bars .number{width:1%;white-space:nowrap}.bar{display:block;width:100%;min-width:4rem;height:1.05rem;margin-top:.2rem;background:var(--soft)}
.mark{display:inline-block;min-width:4.4rem;text-align:center;font:600 .74rem/1.5 var(--mono);letter-spacing:.02em;padding:.05rem .4rem;border-radius:4px;border:1.5px solid currentColor;text-decoration:none;white-space:nowrap}
.mark.FAIL,.mark.ERROR{color:var(--card)}.mark.FAIL{background:var(--fail);border-color:var(--fail)}.mark.ERROR{background:var(--error);border-color:var(--error)}
.mark.BLOCKED{color:var(--blocked)}.mark.WARN{color:var(--warn)}.mark.NOTE{color:var(--note)}.mark.PASS{color:var(--pass)}.mark.SKIP{color:var(--skip);border-style:dashed}.mark.WAIVED,.mark.UNEXPECTED_PASS{color:var(--waived)}
rect.FAIL{fill:var(--fail)}rect.ERROR{fill:var(--error)}rect.BLOCKED{fill:var(--blocked)}rect.WARN{fill:var(--warn)}rect.NOTE{fill:var(--note)}rect.PASS{fill:var(--pass)}rect.SKIP{fill:var(--line)}rect.WAIVED,rect.UNEXPECTED_PASS{fill:var(--waived)}
.calm{color:var(--pass);font-weight:600}
.cause{background:var(--card);border:1px solid var(--line);border-left:5px solid var(--fail);border-radius:8px;padding:.9rem 1.15rem;margin:.8rem 0}.cause.WARN{border-left-color:var(--warn)}.cause.ERROR{border-left-color:var(--error)}
.meta{color:var(--quiet);font-size:.9rem}.id{font-family:var(--mono);font-size:.86rem}
.pair{display:grid;grid-template-columns:minmax(0,2fr) minmax(0,3fr);gap:1rem;margin:.6rem 0}
.diff,.reason,.answer,.code pre,.body{background:var(--soft);border-radius:6px;padding:.55rem .7rem}.body{max-height:32rem;overflow:auto}
ins,del{text-decoration:none;display:inline}ins,.got{background:var(--got)}del,.wanted{background:var(--wanted)}.legend{font-size:.8rem}.legend span{padding:0 .4rem;border-radius:3px}
.hint{border-left:3px solid var(--note);padding-left:.7rem}
.links{font-size:.92rem}.code{position:relative}.code .copy{position:absolute;top:.35rem;right:.35rem;font-size:.78rem;padding:.12rem .5rem}.code pre{padding-right:5rem}
.filters{display:flex;flex-wrap:wrap;gap:.6rem .9rem;align-items:end}.filters label{display:grid;grid-template-columns:minmax(0,1fr);max-width:16rem;font-size:.82rem;color:var(--quiet)}.filters input{width:15rem}.filters button{font-size:.9rem}
.shown{min-height:1.5rem;color:var(--quiet);font-size:.9rem}
.matrix td:first-child{width:6.5rem}.matrix th[scope=row]{white-space:nowrap}.matrix td.area{min-width:7.2rem}.matrix small{display:block}.matrix .id{text-decoration:none}.why{color:var(--quiet);display:block}
tr:target,li:target{background:var(--soft);box-shadow:inset 4px 0 var(--focus)}
.untested{margin-top:1rem}.untested ul{list-style:none;padding:0;font-size:.9rem}
.feature{border-top:1px solid var(--line);padding:.5rem 0}.feature>summary{padding:.2rem 0}
.scenario{margin-left:1.1rem}.scenario>summary{display:grid;grid-template-columns:auto minmax(0,1fr) auto;gap:.7rem;padding:.28rem .3rem;align-items:start;border-radius:5px}.scenario>summary:hover,.scenario[open]>summary{background:var(--soft)}.scenario b{font-weight:600}.ms{white-space:nowrap;font-variant-numeric:tabular-nums}
.scenario>summary::-webkit-details-marker{display:none}
.timeline{padding:.5rem 0 1.2rem .3rem}.lanes-head,.lane-art{width:15rem;flex:none}.lanes-head{margin-left:.3rem;overflow:visible}.lanes-head text{font:11px system-ui,sans-serif;fill:var(--quiet)}.lane-art line{stroke:var(--line)}.lane-art .arrow{stroke:var(--link);stroke-width:1.6;fill:none}.lane-art .bad{stroke:var(--fail)}.lane-art .head{fill:var(--link);stroke:none}.lane-art .head.bad{fill:var(--fail)}
.step{margin:.5rem 0 .15rem;font-weight:600}.step .failed{color:var(--fail)}.step table{width:auto;font:.84rem var(--mono);margin:.2rem 0 .2rem 1rem}.step td{padding:.1rem .6rem;border:1px solid var(--line)}.step pre{font-weight:400;margin:.3rem 0 .3rem 1rem}
.exchange>summary{display:flex;gap:.8rem;align-items:center;list-style:none;border-radius:5px;padding:0 .3rem}.exchange>summary:hover{background:var(--soft)}.exchange .call{flex:1;min-width:0;font:.84rem var(--mono)}.exchange .who{display:none;color:var(--quiet);font-size:.82rem}.exchange .status{font:600 .84rem var(--mono)}.status.bad{color:var(--fail)}.exchange .ms{min-width:10.5rem;text-align:right}.exchange.aside .call{color:var(--quiet)}
.member{margin:.25rem 0 .35rem .3rem;border-left:3px solid var(--note);padding:.1rem 0 .1rem .7rem;font-size:.92rem}.member>summary{display:flex;flex-wrap:wrap;gap:.25rem .6rem;align-items:baseline;list-style:none}.member .badge{font:600 .74rem/1.5 var(--mono);color:var(--note);border:1.5px solid currentColor;border-radius:4px;padding:.02rem .4rem}.member table{width:auto;margin:.3rem 0 .2rem;font:.84rem var(--mono)}.member th,.member td{padding:.1rem .7rem .1rem .5rem}.member .was{background:var(--got)}.member .is{background:var(--wanted)}.member .none{color:var(--quiet)}
.panel{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:1rem;margin:.4rem 0 1rem;padding:.7rem .9rem;border:1px solid var(--line);border-radius:8px;background:var(--card)}.panel .headers{color:var(--quiet)}.panel .tools{grid-column:1/-1}
dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr));gap:.4rem 1.2rem;margin:.7rem 0}dt{color:var(--quiet);font-size:.82rem}dd{margin:0}
.scroll{overflow-x:auto}.scroll td,.scroll th{overflow-wrap:break-word}.scroll td:last-child,.scroll th code{overflow-wrap:anywhere}
@media (max-width:760px){main{padding:0 .9rem 3rem}.top{padding:.9rem 1rem}.numbers,.pictures,.pair,.panel{grid-template-columns:minmax(0,1fr)}.wide-only{display:none}.matrix td:first-child{width:auto}.matrix th[scope=row]{white-space:normal;width:7.2rem}.matrix td,.matrix th{padding:.4rem .35rem}.mark{min-width:0}.scenario{margin-left:0}.scenario>summary{gap:.45rem}.lanes-head,.lane-art{display:none}.exchange .who{display:inline}.exchange>summary{flex-wrap:wrap;gap:.1rem .6rem;padding:.35rem .3rem;border-top:1px solid var(--line)}.exchange .call{flex-basis:100%}.exchange .ms{margin-left:auto;min-width:0}.filters label,.filters input,.filters select{width:100%;max-width:none}.step table{display:block;overflow-x:auto}nav button{margin-left:0}}
@media print{nav,.filters,button,.shown{display:none!important}body{background:#fff}.cause,.top,.number-card,.scenario{break-inside:avoid}.diff,.reason,.answer,.code pre,.body{max-height:none}a{color:inherit}}
`.trim()
