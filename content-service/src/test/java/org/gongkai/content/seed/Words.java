package org.gongkai.content.seed;

import java.util.Random;

/** Invented sentences of an invented district, the same for the same chance. */
final class Words {
    private static final String[] WHO = {
        "区教育局", "区民政局", "区卫生健康局", "区住房和城乡建设局", "区市场监督管理局", "区交通运输局", "东湾街道", "望海街道", "滨河街道", "区水务局"
    };
    private static final String[] WHAT = {
        "老旧小区改造", "社区食堂建设", "河道清淤", "公交线路优化", "校园周边整治", "便民服务点设置", "停车泊位增设", "绿地养护", "食品安全检查",
        "就业岗位对接", "养老服务补贴", "夜间照明修缮", "防汛物资储备", "图书馆延时开放", "企业开办指引"
    };
    private static final String[] HOW = {
        "完成了阶段性任务", "公布了具体安排", "征求了居民意见", "列出了办理步骤", "明确了责任分工", "通报了检查结果", "答复了群众关切", "调整了办理时限"
    };
    private static final String[] WHY = {
        "以便居民就近办理", "确保按期完成", "方便企业和群众查询", "进一步提高办事效率", "回应社区反映的问题", "保障重点时段平稳有序"
    };

    private final Random chance;

    Words(Random chance) {
        this.chance = chance;
    }

    String title(int number) {
        return any(WHO) + any(WHAT) + any(HOW) + "（第" + number + "号）";
    }

    String body(int sentences) {
        StringBuilder text = new StringBuilder("<p>");
        for (int i = 0; i < sentences; i++) {
            text.append(any(WHO))
                    .append("围绕")
                    .append(any(WHAT))
                    .append(any(HOW))
                    .append("，")
                    .append(any(WHY))
                    .append("，共涉及")
                    .append(1 + chance.nextInt(900))
                    .append("处。");
            if (i % 4 == 3 && i + 1 < sentences) {
                text.append("</p><p>");
            }
        }
        return text.append("</p>").toString();
    }

    private String any(String[] words) {
        return words[chance.nextInt(words.length)];
    }
}
