# Reads messages with Perl's MIME::Parser: JSON with base64 in, what was read
# out, as Reading wants it.
use strict;
use warnings;
use Encode qw(decode);
use JSON::PP;
use MIME::Base64;
use MIME::Parser;

sub header {
    my ($head, $name) = @_;
    my $value = $head->get($name) // '';
    $value =~ s/\r?\n[ \t]/ /g;    # unfold
    $value =~ s/\r?\n\z//;
    $value =~ s/(\?=)\s+(=\?)/$1$2/g;    # RFC 2047, section 6.2
    return decode('MIME-Header', $value);
}

# The parser gives the extended form of a name (RFC 2231) as an encoded word.
sub filename {
    my ($head) = @_;
    return decode('MIME-Header', $head->mime_attr('content-disposition.filename') // '');
}

my @read;
my $given = decode_json(join '', <STDIN>);
for my $message (@{$given->{messages}}) {
    my $parser = MIME::Parser->new;
    $parser->output_to_core(1);
    $parser->tmp_to_core(1);
    $parser->decode_headers(0);
    my $top = $parser->parse_data(decode_base64($message));
    my %found = (mailboxes => {}, texts => {}, text => '', html => '', files => [],
        defects => [$parser->results->errors, $parser->results->warnings]);
    for my $name (@{$given->{texts}}) {
        $found{texts}{$name} = header($top->head, $name) if defined $top->head->get($name);
    }
    for my $part ($top->parts_DFS) {
        next if $part->parts;
        my $content = $part->bodyhandle ? $part->bodyhandle->as_string : '';
        if (($part->head->mime_attr('content-disposition') // '') ne '') {
            my $id = header($part->head, 'Content-ID');
            $id =~ s/^<|>$//g;
            push @{$found{files}}, [filename($part->head), $id, encode_base64($content, '')];
            next;
        }
        my $kind = $part->mime_type eq 'text/html' ? 'html' : 'text';
        # The parser has turned the line ends of quoted-printable already.
        $content =~ s/\r\n/\n/g if $part->head->mime_encoding eq 'base64';
        $found{$kind} = decode('UTF-8', $content);
    }
    push @read, \%found;
}
print encode_json(\@read);
