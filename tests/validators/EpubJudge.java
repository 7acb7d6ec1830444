// Checks many e-books in one run of EPUBCheck (through its public API), which starts slowly: epubjudge FILE.epub…
// Prints the messages of books that have errors or warnings. Fails if there are any.

import com.adobe.epubcheck.api.EpubCheck;
import com.adobe.epubcheck.util.WriterReportImpl;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;

public class EpubJudge {
    public static void main(String[] files) {
        int refused = 0;
        for (String file : files) {
            StringWriter messages = new StringWriter();
            WriterReportImpl report = new WriterReportImpl(new PrintWriter(messages, true), file, true);
            int status = new EpubCheck(new File(file), report).doValidate();
            if (status != 0 || report.getErrorCount() + report.getWarningCount() > 0) {
                System.out.println("   refused: " + file + "\n" + messages);
                refused++;
            }
        }
        System.out.println(files.length + " e-books, " + refused + " refused");
        System.exit(refused == 0 && files.length > 0 ? 0 : 1);
    }
}
