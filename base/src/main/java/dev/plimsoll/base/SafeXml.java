package dev.plimsoll.base;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Streaming XML without DTDs and external entities, so that no document makes us fetch a file or unfold itself. The only place that
 * makes an XML factory. Safe for use by several threads.
 */
public final class SafeXml {
    private static final int MAX_DEPTH = 200;

    private final XMLInputFactory factory;

    private SafeXml(XMLInputFactory factory) {
        this.factory = factory;
    }

    /** The hardened reader of the JDK, whatever other parsers the class path has. */
    public static SafeXml hardened() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // An entity whose DTD was not read is left out of the text instead of failing the document.
        factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("external entities are not read");
        });
        return new SafeXml(factory);
    }

    /** Takes the elements of a document in their order. */
    public interface Handler {
        /**
         * An element begins.
         *
         * @param name without namespace prefix
         */
        void start(String name);

        /**
         * An element ends.
         *
         * @param name without namespace prefix
         * @param text its own characters, without those of the elements in it; not trimmed
         */
        void end(String name, String text);
    }

    /**
     * Reads a document of elements and text; attributes and comments are passed over. Does not close {@code in}.
     *
     * @param limit bytes that are read at most
     * @param what names the document in the error
     * @throws LimitExceededException if it is larger than {@code limit} or nested more than 200 deep
     * @throws MalformedXmlException if it is not well-formed
     */
    public void read(InputStream in, long limit, String what, Handler handler) throws IOException {
        byte[] document = BoundedInput.readAll(in, limit, what);
        try {
            XMLStreamReader reader = factory.createXMLStreamReader(new ByteArrayInputStream(document));
            try {
                walk(reader, what, handler);
            } finally {
                reader.close();
            }
        } catch (XMLStreamException e) {
            throw new MalformedXmlException(what + " is not well-formed XML" + at(e.getLocation()), e);
        }
    }

    private static void walk(XMLStreamReader reader, String what, Handler handler)
            throws XMLStreamException, LimitExceededException {
        StringBuilder[] texts = new StringBuilder[MAX_DEPTH + 1];
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (++depth > MAX_DEPTH) {
                        throw new LimitExceededException(what + ": XML nested more than " + MAX_DEPTH + " deep");
                    }
                    texts[depth] = new StringBuilder();
                    handler.start(reader.getLocalName());
                }
                case XMLStreamConstants.END_ELEMENT -> handler.end(reader.getLocalName(), texts[depth--].toString());
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (depth > 0) {
                        texts[depth].append(reader.getTextCharacters(), reader.getTextStart(), reader.getTextLength());
                    }
                }
                default -> {
                    // Comments, processing instructions, a DTD that is not read, entities without one.
                }
            }
        }
    }

    private static String at(@Nullable Location location) {
        return location == null
                ? ""
                : " (line " + location.getLineNumber() + ", column " + location.getColumnNumber() + ")";
    }
}
