package org.gongkai.content.intake;

/** What RTF says of itself: its title is taken, its people are only counted. */
record RtfInformation(StringBuilder title, LeftOut leftOut) implements RtfDestination {
    @Override
    public void text(String text, RtfState state) {}

    @Override
    public void word(String word, int number, RtfState state) {
        switch (word) {
            case "title" -> state.destination = RtfDestination.into(title);
            case "author", "operator", "manager" -> {
                StringBuilder person = new StringBuilder();
                state.destination = RtfDestination.into(person);
                state.closing =
                        () -> {
                            if (!person.toString().isBlank()) {
                                leftOut.add(LeftOut.What.AUTHORS);
                            }
                        };
            }
            default -> state.destination = RtfDestination.NOWHERE;
        }
    }
}
