package org.gongkai.content.workbench;

import org.gongkai.content.document.AssetUse;
import org.gongkai.content.people.Actor;
import org.gongkai.content.people.NotAllowed;
import org.gongkai.content.people.Role;
import org.gongkai.content.people.UnitKey;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

import java.util.List;

/** The rows of files that a script puts into the form of the writing page; nothing is saved. */
@Controller
class UsedFiles {
    private final Shelf shelf;

    UsedFiles(Shelf shelf) {
        this.shelf = shelf;
    }

    /** The form as it is now, and files of the library to use besides; answers their rows alone. */
    @PostMapping("/workbench/write/uses")
    String rows(
            Actor actor,
            @RequestParam String unit,
            @RequestParam List<String> pick,
            @RequestParam MultiValueMap<String, String> form,
            Model model) {
        UnitKey library = new UnitKey(unit);
        if (!actor.holds(Role.EDITOR, library)) {
            throw new NotAllowed("Only an editor of the unit uses its files");
        }
        DraftForm sent = DraftForm.sent(form);
        List<DraftForm.Use> uses = shelf.into(actor, library, sent, pick).assets();
        model.addAttribute("uses", uses.subList(sent.assets().size(), uses.size()));
        model.addAttribute("roles", List.of(AssetUse.Role.values()));
        return "workbench/write-assets :: rows";
    }
}
