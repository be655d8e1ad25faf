package org.gongkai.publisher.drawing;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What a drawing may consist of: SVG 1.1 without scripts, links, animation and embedded files. */
final class Allowed {
    private static final Set<String> ELEMENTS =
            words(
                    """
                    svg g defs symbol use switch title desc path rect circle ellipse line polyline polygon
                    text tspan textPath linearGradient radialGradient stop clipPath mask pattern marker style
                    filter feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting
                    feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
                    feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting
                    feSpotLight feTile feTurbulence
                    """);

    /** What these hold is shown without them. */
    private static final Set<String> TRANSPARENT = words("a");

    /** As attributes and as properties. */
    private static final Set<String> LOOKS =
            words(
                    """
                    alignment-baseline baseline-shift clip-path clip-rule color color-interpolation
                    color-interpolation-filters direction display dominant-baseline fill fill-opacity fill-rule filter
                    flood-color flood-opacity font font-family font-size font-size-adjust font-stretch font-style
                    font-variant font-weight image-rendering isolation letter-spacing lighting-color line-height
                    marker marker-end marker-mid marker-start mask mask-type mix-blend-mode opacity overflow
                    paint-order shape-rendering stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset
                    stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width text-align
                    text-anchor text-decoration text-orientation text-rendering transform transform-origin
                    unicode-bidi vector-effect visibility white-space word-spacing writing-mode
                    """);

    private static final Set<String> ATTRIBUTES =
            words(
                    """
                    amplitude aria-describedby aria-hidden aria-label aria-labelledby azimuth baseFrequency bias class
                    clipPathUnits cx cy d diffuseConstant divisor dx dy edgeMode elevation exponent filterUnits fr fx fy
                    gradientTransform gradientUnits height id in in2 intercept k1 k2 k3 k4 kernelMatrix
                    kernelUnitLength lang lengthAdjust limitingConeAngle markerHeight markerUnits markerWidth
                    maskContentUnits maskUnits method mode numOctaves offset operator order orient pathLength
                    patternContentUnits patternTransform patternUnits points pointsAtX pointsAtY pointsAtZ
                    preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY result role rotate rx ry scale
                    seed side slope spacing specularConstant specularExponent spreadMethod startOffset stdDeviation
                    stitchTiles surfaceScale tableValues targetX targetY textLength type values version viewBox
                    width x x1 x2 xChannelSelector y y1 y2 yChannelSelector z
                    """);

    private static final Pattern REFERENCE = Pattern.compile("#[^\\s#\"'()\\\\]{1,200}");
    private static final Pattern LOCAL_URL =
            Pattern.compile("(?i)url\\(\\s*([\"']?)#[^\\s#\"'()\\\\]{1,200}\\1\\s*\\)");
    private static final Pattern ACTIVE =
            Pattern.compile(
                    "(?i)script\\s*:|expression\\s*\\(|@import|url\\s*\\(|image\\s*\\(|image-set|src\\s*\\(|//|\\\\|[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F]|data\\s*:");

    private Allowed() {}

    private static Set<String> words(String text) {
        return Set.of(text.strip().split("\\s+"));
    }

    static boolean element(String name) {
        return ELEMENTS.contains(name);
    }

    static boolean transparent(String name) {
        return TRANSPARENT.contains(name);
    }

    static boolean attribute(String name, String value) {
        return (ATTRIBUTES.contains(name) || LOOKS.contains(name)) && harmless(value);
    }

    static boolean property(String name, String value) {
        return LOOKS.contains(name.toLowerCase(Locale.ROOT)) && harmless(value);
    }

    /** To a part of the same drawing. */
    static boolean reference(String value) {
        return REFERENCE.matcher(value).matches();
    }

    /** Whether a value names nothing outside of the drawing. */
    private static boolean harmless(String value) {
        return !ACTIVE.matcher(LOCAL_URL.matcher(value).replaceAll("")).find();
    }
}
