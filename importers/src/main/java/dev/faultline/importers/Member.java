package dev.faultline.importers;

import dev.faultline.model.IssueCode;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an archive says of one of its members.
 *
 * @param name as it stands in the archive
 * @param modified nanoseconds since 1970 UTC; null where the archive does not say
 * @param folder whether it is only a folder
 * @param refusal why its bytes are not to be read; null where they are
 * @param remarks what is odd about it
 * @param bytes its unpacked bytes, bounded; readable once, until the next member is asked for
 */
record Member(
        String name,
        @Nullable Long modified,
        boolean folder,
        Item.@Nullable Remark refusal,
        List<Item.Remark> remarks,
        Opening bytes) {
    /** Unpacks a member. */
    interface Opening {
        InputStream open() throws IOException;
    }

    /** The members of an archive, one after the other. */
    interface Reader extends Closeable {
        @Nullable
        Member next() throws IOException;
    }

    static Item.Remark link(@Nullable String target) {
        return new Item.Remark(
                IssueCode.LINK_ESCAPE,
                target == null || target.isEmpty()
                        ? "a link; links are not followed"
                        : "a link to " + target + "; links are not followed");
    }

    static Item.Remark special() {
        return new Item.Remark(IssueCode.SPECIAL_FILE, "a device, socket or pipe");
    }

    static Item.Remark encrypted() {
        return new Item.Remark(
                IssueCode.ENCRYPTED, "it is encrypted; unpack it with its password and import what comes out");
    }

    static Item.Remark unsupported() {
        return new Item.Remark(IssueCode.BAD_HEADER, "packed in a way that is not supported");
    }
}
