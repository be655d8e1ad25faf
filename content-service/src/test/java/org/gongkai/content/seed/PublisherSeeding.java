package org.gongkai.content.seed;
import java.nio.file.Path;
public final class PublisherSeeding { public static void main(String[] w) throws Exception {
 long t=System.nanoTime();
 org.gongkai.content.engine.SeededHome.fill(Path.of(w[0]), owner -> new ApprovedSeed(owner).fill(new Corpus(w[1].isEmpty()?null:Path.of(w[1])), Integer.parseInt(w[2])));
 System.out.println("seeded in "+(System.nanoTime()-t)/1000000+" ms"); System.exit(0);} }
