package org.gongkai.publisher.render;

import org.gongkai.publisher.Withdrawal;
import org.gongkai.publisher.approved.ApprovedContent;
import org.gongkai.publisher.approved.ApprovedContent.AssetUse.Role;
import org.gongkai.publisher.approved.SiteText;
import org.gongkai.publisher.kind.DocumentKinds;
import org.jspecify.annotations.Nullable;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * An invented column of an invented district, with documents of every kind, on which the theme is
 * tested and looked at.
 */
final class SampleSite {
    static final DocumentKinds KINDS = DocumentKinds.read(SampleSite.class.getClassLoader());
    static final SiteIdentity IDENTITY = SiteIdentity.unconfigured("http://localhost:8080", true);
    static final Instant OPENING = Instant.parse("2020-05-14T16:00:00Z");
    static final Instant CLOSING = Instant.parse("2020-05-31T16:00:00Z");
    static final Instant AT = Instant.parse("2020-05-20T02:00:00Z");

    static final UUID POLICY = id("policy");
    static final UUID INTERPRETATION = id("infographic");
    static final UUID NOT_LIVE = id("never published");

    private static final String[][] SECTIONS = {
        {"talks", "重要工作部门谈", "部门负责人谈今年的重点工作，回应大家关心的事。", "部门,访谈,重点工作", "在线访谈"},
        {"decisions", "行政决策大家看", "将要作出的重大决策和重点项目，提前公开，听取意见。", "决策,预公开,项目", "征集调查"},
        {"services", "服务事项高效办", "一网、一门、一次：怎么办、去哪办、多久办好。", "办事,服务,指南", "办事服务"},
        {"review", "政务公开社会评", "公开得好不好，由大家来评。", "评议,意见,公开", "回应关切"},
        {"policies", "政策文件", "区政府及各部门的规范性文件。", "政策,文件", "政策文件"},
        {"reading", "政策解读", "文字、图解、视频和问答，把政策讲明白。", "解读,图解,问答", "政策解读"},
        {"news", "活动动态", "活动期间的新鲜事。", "动态,活动", "工作动态"},
        {"empty", "筹备中的栏目", "还没有内容。", "筹备", "工作动态"},
    };

    private static final String[][] UNITS = {
        {"office", "区政府办公室"},
        {"service", "区政务服务局"},
        {"education", "区教育局"},
        {"health", "区卫生健康局"},
        {"housing", "区住房和城乡建设局"},
        {"transport", "区交通运输局"},
        {"labour", "区人力资源和社会保障局"},
        {"market", "区市场监督管理局"},
        {"environment", "区生态环境分局"},
        {"civil", "区民政局"},
        {"finance", "区财政局"},
        {"culture", "区文化和旅游局"},
        {"silent", "还没有公开内容的单位"},
    };

    private final List<Article> articles = new ArrayList<>();
    private final Map<String, SamplePicture> pictures = new LinkedHashMap<>();

    private SampleSite() {}

    static SampleSite whole() {
        SampleSite site = new SampleSite();
        site.write();
        return site;
    }

    static SiteContents contents() {
        return whole().asContents();
    }

    SiteContents asContents() {
        return new SiteContents(7, AT, text(), articles, withdrawals());
    }

    /** The pictures by their address, to be drawn when they are asked for. */
    Map<String, SamplePicture> pictures() {
        return Collections.unmodifiableMap(pictures);
    }

    List<Article> articles() {
        return Collections.unmodifiableList(articles);
    }

    void add(Article article, Map<String, SamplePicture> drawn) {
        articles.add(article);
        pictures.putAll(drawn);
    }

    static SiteText text() {
        List<SiteText.Section> sections = new ArrayList<>();
        for (int at = 0; at < SECTIONS.length; at++) {
            String[] s = SECTIONS[at];
            sections.add(new SiteText.Section(s[0], s[1], s[2], s[3], s[4], at < 4, at >= 4));
        }
        List<SiteText.Unit> units = new ArrayList<>();
        for (String[] unit : UNITS) {
            units.add(new SiteText.Unit(unit[0], unit[1]));
        }
        return new SiteText(
                SiteText.FORM,
                "云湾区人民政府门户网站",
                "5·15 政务公开日",
                "云湾区第十四个“政务公开日”活动专栏，集中公开重点工作、重大决策、办事服务和政策解读。",
                "政务公开,公开日,云湾区",
                "做好新时代政务公开，让权力在阳光下运行",
                OPENING,
                CLOSING,
                List.of(
                        new SiteText.Milestone(Instant.parse("2020-05-08T10:00:00Z"), "内容报审截止"),
                        new SiteText.Milestone(OPENING, "专栏上线，集中公开"),
                        new SiteText.Milestone(Instant.parse("2020-05-25T10:00:00Z"), "各单位报送总结"),
                        new SiteText.Milestone(CLOSING.minusSeconds(60), "活动结束，部分栏目持续公开")),
                sections,
                units,
                id("lead"),
                new SiteText.Footer("云湾区人民政府办公室", "云湾区市民大道 1 号（演示地址）"));
    }

    private void write() {
        draft("lead", "news", "office", "article", "“政务公开日”今天开门：十二个部门请市民走进办事大厅")
                .picture(Role.LEAD, "hall", 1600, 900, "清晨的政务服务大厅，市民在综合窗口前", "综合窗口当天受理了 312 件事项。")
                .add(this);
        policyWithInterpretations();
        secondPolicy();
        officialDocument();
        story("harbour", "镜头里的老旧小区：三个月，一条街的变化");
        story("garden", "口袋公园建成记：从荒地到家门口的绿地");
        story("classroom", "走进新校舍：九月开学，这里将迎来 1200 名学生");
        story("market", "菜市场的早晨：看得见的快速检测");
        video("channel", "三分钟看懂“一件事一次办”");
        video("bridge", "滨海路改造工程现场：为什么这样走线");
        video("budget", "部门预算怎么看：跟着财政局读一张表");
        String[] subjects = {
            "窗口受理时间延长至晚上七点，周六不打烊",
            "今年计划改造老旧小区 46 个，名单公布",
            "公交线网优化方案征求意见情况",
            "学前教育学位怎样增加：教育局答市民问",
            "社区卫生服务中心夜间门诊安排",
            "企业开办全程网办，最快半天拿执照",
            "滨海步道二期工程规划公示",
            "职业技能提升补贴怎么领",
            "垃圾分类投放点设置听取意见会在六个社区举行",
            "不动产登记与水电气过户联动办理",
            "一季度重点项目进展：十二个项目开工",
            "老年人优待证怎样办理",
            "适龄儿童入学登记所需材料清单",
            "餐饮单位“明厨亮灶”覆盖情况",
            "主要河道水质月报解读",
            "区级部门预算绩效目标公开",
            "夏季防汛应急预案修订说明",
            "残疾人两项补贴申请流程图",
            "工程建设项目审批时限再压缩",
            "图书馆和文化馆恢复开放安排",
            "医保异地就医备案一次办成",
            "公租房配租结果和轮候名单",
            "道路停车泊位调整征求意见",
        };
        String[] sections = {"talks", "decisions", "services", "review", "news"};
        for (int at = 0; at < 75; at++) {
            String title = subjects[at % subjects.length];
            draft(
                            "plain" + at,
                            at < 44 ? "services" : sections[at % sections.length],
                            UNITS[at % (UNITS.length - 1)][0],
                            at % 9 == 8 ? "notice" : "article",
                            at < subjects.length
                                    ? title
                                    : title + "（第" + (at / subjects.length + 1) + "期）")
                    .add(this);
        }
        draft("about", "news", "office", "page", "关于本专栏").add(this);
    }

    private void policyWithInterpretations() {
        draft("policy", "policies", "housing", "policy", "云湾区老旧小区改造三年行动方案（2020—2022年）")
                .field("documentNumber", "云政发〔2020〕18号")
                .field("documentDate", "2020-04-22")
                .field("issuer", "云湾区人民政府")
                .field("validity", "有效")
                .field("summary", "用三年时间改造老旧小区 138 个，惠及居民 4.6 万户；先民生后提升，居民说了算。")
                .body(
                        """
                        <h2>一、总体要求</h2>
                        <p>坚持先民生后提升，成熟一个、改造一个。改什么、怎么改，由居民商量着定。</p>
                        <h2>二、年度安排</h2>
                        <table><thead><tr><th>年度</th><th>小区数</th><th>户数</th><th>投资（万元）</th></tr></thead>
                        <tbody><tr><td>2020</td><td>46</td><td>15200</td><td>38600</td></tr>
                        <tr><td>2021</td><td>52</td><td>17300</td><td>43900</td></tr>
                        <tr><td>2022</td><td>40</td><td>13500</td><td>34100</td></tr></tbody></table>
                        <h2>三、改造内容</h2>
                        <ol><li>基础类：供水、排水、供电、供气、道路、消防。</li>
                        <li>完善类：停车、充电、适老设施、无障碍。</li>
                        <li>提升类：养老、托育、便民服务。</li></ol>
                        <blockquote><p>本方案的图解见<a href="document:%s">一图读懂老旧小区改造</a>，旧版方案见<a href="document:%s">已经废止的方案</a>。</p></blockquote>
                        <h2>四、保障措施</h2>
                        <p>资金来源、工程质量、施工时序全部公开，接受监督。意见可以通过<a href="https://example.org/">意见箱</a>反映。</p>
                        """
                                .formatted(INTERPRETATION, NOT_LIVE))
                .attachment(
                        "老旧小区改造项目清单.xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        48_640)
                .attachment("老旧小区改造三年行动方案.pdf", "application/pdf", 1_468_006)
                .tags("老旧小区", "城市更新", "民生")
                .updated(Duration.ofDays(3))
                .add(this);
        draft("infographic", "reading", "housing", "interpretation", "一图读懂老旧小区改造三年行动方案")
                .field("interprets", POLICY.toString())
                .field("form", "infographic")
                .picture(Role.INLINE, "infographic", 900, 1500, "图解：三年改造一百三十八个小区，分基础、完善、提升三类", "")
                .add(this);
        draft("qa", "reading", "housing", "interpretation", "老旧小区改造，居民最关心的八个问题")
                .field("interprets", POLICY.toString())
                .field("form", "qa")
                .add(this);
    }

    /** Everything that a body may hold. */
    private void officialDocument() {
        draft("official", "policies", "finance", "policy", "关于印发云湾区财政专项资金管理办法的通知")
                .field("documentNumber", "云政办发〔2020〕7号")
                .field("documentDate", "2020-04-28")
                .field("issuer", "云湾区人民政府办公室")
                .field("validity", "有效")
                .body(
                        """
                        <p class="align-center"><strong>第一章　总则</strong></p>
                        <p>第一条　为规范专项资金<sup id="fnref-1"><a href="#fn-1">［1］</a></sup>管理，制定本办法。自<span class="ink-red">2020年5月1日</span>起施行，<span class="ink-blue">试点街道</span>先行，<span class="ink-green">绿色项目</span>优先，<span class="ink-grey">旧办法停止执行</span>。其中 CO<sub>2</sub> 减排项目另行规定，标准见<a href="#at-table">附表</a>。</p>
                        <h2>一、适用范围</h2>
                        <ol class="list-han"><li>区级部门；</li><li>街道办事处：<ol type="a"><li>城区街道；</li><li>沿海街道。</li></ol></li></ol>
                        <ol start="3"><li>项目单位；</li><li value="6">其他单位。<ol type="I"><li>企业；</li><li>社会组织。</li></ol></li></ol>
                        <h3>（一）申报材料</h3>
                        <p class="indent-1">1．申请书一式两份；</p><p class="indent-2">（1）加盖公章；</p>
                        <h4>说明</h4>
                        <blockquote><p>材料不全的，一次告知。</p></blockquote>
                        <table id="at-table"><caption>附表：专项资金分配（单位：万元）</caption><thead><tr><th rowspan="2" scope="col">项目类别</th><th colspan="3" scope="colgroup">年度安排</th><th rowspan="2" scope="col">牵头单位</th><th rowspan="2" scope="col">配合单位</th><th rowspan="2" scope="col">完成时限</th><th rowspan="2" scope="col">绩效目标及考核办法说明</th></tr>
                        <tr><th scope="col">2020年</th><th scope="col">2021年</th><th scope="col">2022年</th></tr></thead>
                        <tbody><tr><th scope="rowgroup" rowspan="2">民生保障</th><td class="align-right">1200</td><td class="align-right">1350</td><td class="align-right">1500</td><td>区民政局</td><td>各街道</td><td>2022年12月</td><td>覆盖率 100%，每季度公开一次进度，年终由第三方评估。</td></tr>
                        <tr><td class="align-right">800</td><td class="align-right">900</td><td class="align-right">950</td><td>区教育局</td><td>各学校</td><td>2022年9月</td><td>按学年考核。</td></tr></tbody></table>
                        <hr class="page-break">
                        <h2 class="align-center">附件 1</h2>
                        <p class="align-right">云湾区人民政府办公室<br>2020年4月28日</p>
                        <section class="footnotes"><ol><li id="fn-1">专项资金，指区级财政预算安排、有专门用途的资金。<a href="#fnref-1">↩</a></li></ol></section>
                        """)
                .add(this);
    }

    private void secondPolicy() {
        draft("policy2", "policies", "labour", "policy", "关于进一步稳定和扩大就业的若干措施")
                .field("documentNumber", "云人社规〔2020〕3号")
                .field("documentDate", "2020-05-06")
                .field("issuer", "区人力资源和社会保障局")
                .field("validity", "有效期至 2023 年 5 月 31 日")
                .add(this);
        draft("text2", "reading", "labour", "interpretation", "稳就业若干措施解读：补贴发给谁、怎么领")
                .field("interprets", id("policy2").toString())
                .field("form", "text")
                .add(this);
    }

    private void story(String name, String title) {
        draft(name, "news", "culture", "picture-story", title)
                .picture(Role.LEAD, name + "1", 1600, 1067, "改造后的街道，傍晚亮起路灯", "改造后的街道。")
                .picture(Role.INLINE, name + "2", 1600, 1067, "居民在新建的长椅上休息", "新添的 24 张长椅。")
                .picture(Role.INLINE, name + "3", 1600, 1067, "孩子们在平整的路面上骑车", "路面重新铺过，雨天不再积水。")
                .add(this);
    }

    private void video(String name, String title) {
        draft(name, "reading", "service", "video", title)
                .picture(Role.POSTER, name, 1280, 720, "视频封面：" + title, "")
                .video(name)
                .body("<p>视频由区政务服务局制作，配有字幕。</p>")
                .add(this);
    }

    private static List<Withdrawal> withdrawals() {
        return List.of(
                withdrawn("wrong", Withdrawal.Reason.WRONG, null),
                withdrawn("outdated", Withdrawal.Reason.OUTDATED, null),
                withdrawn("privacy", Withdrawal.Reason.PRIVACY, null),
                withdrawn("superseded", Withdrawal.Reason.SUPERSEDED, POLICY));
    }

    private static Withdrawal withdrawn(
            String name, Withdrawal.Reason reason, @Nullable UUID replacedBy) {
        return new Withdrawal(id(name), "/news/2020/" + name + "/", reason, AT, replacedBy, null);
    }

    static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    private static SampleDraft draft(
            String name, String section, String unit, String kind, String title) {
        return new SampleDraft(name, section, unit, kind, title);
    }

    static Article article(String name) {
        return contents().articles().stream()
                .filter(each -> each.document().equals(id(name)))
                .findFirst()
                .orElseThrow();
    }

    /** The same article with its content changed. */
    static Article changed(Article article, UnaryOperator<ApprovedContent> change) {
        return new Article(
                article.document(),
                article.edition(),
                article.digest(),
                change.apply(article.content()),
                article.firstPublished(),
                article.published(),
                article.assets());
    }

    /** The same content under another title. */
    static ApprovedContent titled(ApprovedContent content, String title) {
        return new ApprovedContent(
                content.form(),
                content.kind(),
                title,
                content.body(),
                content.fields(),
                content.section(),
                content.unit(),
                content.tags(),
                content.path(),
                content.notBefore(),
                content.assets());
    }

    /** The same content with other fields. */
    static ApprovedContent withFields(ApprovedContent content, Map<String, String> fields) {
        return new ApprovedContent(
                content.form(),
                content.kind(),
                content.title(),
                content.body(),
                fields,
                content.section(),
                content.unit(),
                content.tags(),
                content.path(),
                content.notBefore(),
                content.assets());
    }

    /** The same content with another body. */
    static ApprovedContent withBody(ApprovedContent content, String body) {
        return new ApprovedContent(
                content.form(),
                content.kind(),
                content.title(),
                body,
                content.fields(),
                content.section(),
                content.unit(),
                content.tags(),
                content.path(),
                content.notBefore(),
                content.assets());
    }
}
